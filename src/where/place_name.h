#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nutgraf::where {

// The letters and digits of a word or name, folded, for comparing names however they are spaced and
// pointed: "Al-Fashir" -> "alfashir", "St. Marc" -> "saintmarc", "Cox's Bazar" -> "coxsbazar". Empty when it has none.
std::string squeeze(std::string_view name);

// The same without a leading article ("Al-Raqqah" -> "raqqah", "The Hague" -> "hague"); empty when there is none.
std::string squeeze_without_article(std::string_view name);

// The number under which the gazetteer keeps a squeezed name.
std::uint64_t hash_name(std::string_view squeezed);

}  // namespace nutgraf::where
