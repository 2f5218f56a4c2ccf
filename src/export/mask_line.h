#pragma once

#include <string>

#include "export/private_people.h"

namespace nutgraf::export_ {

inline constexpr std::size_t longest_quote = 25;  // words of any quote that leaves the program

enum class Names { masked, shown };
enum class FullText { left_out, kept };
enum class Places { exact, coarse };

// How a canonical line is made fit for others.
struct Release {
  Names names = Names::masked;
  FullText text = FullText::left_out;
  Places places = Places::exact;  // coarse: blur_places.h
  std::string salt;  // empty: each report's own
};

// A canonical line as it may leave the program: without the report's text and answers (in their place `text_bytes` and
// `text_sha256`), every quote short, and names masked. `report.id` is there and every event's id is unique across reports:
// "<report id>-e1", in `part_of` too; `masked` is true where it is. With FullText::kept and Names::shown text and answers stay.
Json release_line(Json line, const Codebook& book, const Release& release);

}  // namespace nutgraf::export_
