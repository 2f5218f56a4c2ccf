#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "export/mask_names.h"

namespace nutgraf::export_ {

using Json = nlohmann::ordered_json;

// Whom a report names, parted into those whose names stay and those whose names are masked.
struct People {
  std::vector<PrivatePerson> hidden;
  std::vector<std::string> kept;    // names of public people, organisations, places
  bool has_sexual_violence = false;  // the report tells of it
};

// Decides who is private in one canonical report line. A person of whom nothing public is told is private.
People find_private_people(const Json& line, const Codebook& book, const std::string& salt);

// The office in which what the report calls a person ends, up to his name or to "of" ("Interior Minister Ana Brandt", "the ministry's
// spokesman"); Office::none for an exception of offices.tsv and for what is only claimed; nothing when it tells no office.
std::optional<Office> find_office(std::string_view text, const std::vector<std::string>& name_words, const Codebook& book);

}  // namespace nutgraf::export_
