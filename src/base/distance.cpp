// How far apart two points are, on a sphere of the earth's mean size.

#include "base/distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace nutgraf {

double distance_km(double lat_a, double lon_a, double lat_b, double lon_b) {
  constexpr double radians = std::numbers::pi / 180;
  constexpr double diameter_km = 12742;
  const double lat = std::sin((lat_b - lat_a) * radians / 2), lon = std::sin((lon_b - lon_a) * radians / 2);
  const double h = lat * lat + std::cos(lat_a * radians) * std::cos(lat_b * radians) * lon * lon;
  return diameter_km * std::asin(std::sqrt(std::min(1.0, h)));
}

}  // namespace nutgraf
