#pragma once

namespace nutgraf {

// Kilometres between two points on the sphere, in degrees (haversine).
double distance_km(double lat_a, double lon_a, double lat_b, double lon_b);

}  // namespace nutgraf
