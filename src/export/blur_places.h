#pragma once

#include "export/mask_line.h"

namespace nutgraf::export_ {

// Makes the places of a canonical line's events coarse, for what would put somebody in danger if it could be found on a map. A spot (a
// house, a clinic, a street) goes where the event tells a wider place, else only its country, division and rounded coordinates stay, as a district;
// its words are withheld in every text of the line. The coordinates of all other places are rounded to a tenth of a degree, about 11 km.
void blur_places(Json& line);

}  // namespace nutgraf::export_
