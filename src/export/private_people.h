#pragma once

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

// True when what the report calls a person, up to his name or to "of", ends in a public office ("Interior Minister Ana Brandt").
bool tells_office(std::string_view text, const std::vector<std::string>& name_words, const Codebook& book);

}  // namespace nutgraf::export_
