// Fills the templates of the fourth Message Understanding Conference: terrorist incidents with their perpetrators, targets,
// victims and weapons. A report tells at most one incident of a type. Weights say how likely the report tells it, how likely a noun fills
// a role and which of its wordings a key would have; trees then judge each group of nouns as a filler of each template, and each
// template by its fillers. Told is what is likely enough to pay by F1. Day and place come from the event record of the incident.

#include "export/muc.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "export/muc_groups.h"

namespace nutgraf::export_ {

namespace {

using Json = nlohmann::ordered_json;

const std::string type_label = "type";  // of the trees that say whether there is a template

// How sure it is that the report tells an incident, as clues for its nouns.
std::vector<std::string> report_clues(const std::vector<double>& types) {
  const auto step = [](double chance) {
    return std::ranges::count_if(std::vector{0.1, 0.25, 0.4, 0.6, 0.8}, [&](double least) { return chance > least; });
  };
  std::vector<std::string> clues;
  for (std::size_t type = 0; type < 3; ++type) clues.push_back(fmt::format("report {} {}", muc_types[type], step(types[type])));
  clues.push_back(fmt::format("report any {}", step(std::ranges::max(types))));
  return clues;
}

MucChances::Wording best_wording(const MucCandidate& candidate, const std::vector<std::vector<double>>& chances, std::size_t role) {
  MucChances::Wording best{.text = {}, .chance = -1};
  for (std::size_t i = 0; i < chances.size(); ++i)
    if (chances[i][role] > best.chance) best = {candidate.wordings[i].text, chances[i][role]};
  return best;
}

MucChances weigh(const MucClues& clues, const MucModel& model) {
  MucChances chances{.types = model.types_of(clues.of_report, clues.state), .roles = {}, .wordings = {}};
  const std::vector<std::string> of_report = report_clues(chances.types);
  for (const MucCandidate& candidate : clues.candidates) {
    std::vector<std::string> all = candidate.clues;
    all.insert(all.end(), of_report.begin(), of_report.end());
    chances.roles.push_back(model.roles_of(all, candidate.state));
    std::vector<std::vector<double>> of_wordings;
    for (const MucWording& wording : candidate.wordings) of_wordings.push_back(model.wordings_of(wording.clues));
    chances.wordings.emplace_back();
    for (std::size_t role = 0; role < muc_roles.size(); ++role) chances.wordings.back().push_back(best_wording(candidate, of_wordings, role));
  }
  return chances;
}

// A group likely enough to fill a role in a template.
struct Told {
  std::size_t role = 0;
  double chance = 0;
  const MucGroup* group = nullptr;
};

// Nobody is both perpetrator and victim of one incident: whether `one` is rather what `other` says it is.
bool is_rather(const Told& one, const Told& other) {
  const bool may_clash = muc_roles[one.role] != "Weapon" && muc_roles[other.role] != "Weapon" &&
                         muc_roles[one.role].starts_with("Perp") != muc_roles[other.role].starts_with("Perp");
  return may_clash && other.chance > one.chance && std::ranges::count(other.group->candidates, one.group->candidates.front()) > 0;
}

// The first record of violence whose words hold one of the type.
const event::Record* record_of(const ReportRead& read, const MucClues& clues, std::size_t type) {
  for (const event::Record& record : read.events) {
    if (record.type != "ASSAULT" && record.type != "COERCE") continue;
    for (const auto& evidence : record.evidence)
      for (const auto& [token, of_type] : clues.anchors)
        if (static_cast<std::size_t>(of_type) == type && evidence.span.contains(read.reading[token].span)) return &record;
  }
  return nullptr;
}

Json texts_of(const std::vector<MucFiller>& fillers) {
  Json list = Json::array();
  for (const MucFiller& filler : fillers) list.push_back(filler.text);
  return list;
}

Json entities_of(const std::vector<MucFiller>& fillers) {
  Json list = Json::array();
  for (const MucFiller& filler : fillers) list.push_back(Json::array({filler.text}));
  return list;
}

// The number told before each filler: "two" of "two buses"; "1" for a single one, "plural" for several.
Json numbers_of(const std::vector<MucFiller>& fillers, const Reading& reading) {
  Json list = Json::array();
  for (const MucFiller& filler : fillers) {
    const std::int32_t number = child_with(reading, filler.head, Deprel::nummod);
    list.push_back(number != no_token ? reading[number].lower : reading[filler.head].number == Number::plural ? "plural" : "1");
  }
  return list;
}

void add_record(Json& object, const event::Record& record) {
  if (record.when && record.when->earliest) {
    object["incident_date"] = write_date(*record.when->earliest);
    if (record.when->latest && *record.when->latest != *record.when->earliest) object["incident_date_latest"] = write_date(*record.when->latest);
  }
  Json places = Json::array();
  for (const event::Where& where : record.where) places.push_back(where.is_resolved ? where.place.name : where.text);
  object["incident_location"] = std::move(places);
  Json descriptions = Json::array(), numbers = Json::array();
  for (const event::Party& party : record.recipients)
    if (!party.name && party.kind != who::Kind::object) descriptions.push_back(party.text);
  for (const event::Figure& figure : record.how_many)
    numbers.push_back(Json{{"what", figure.what}, {"text", figure.text}});
  object["hum_tgt_description"] = std::move(descriptions);
  object["hum_tgt_number"] = std::move(numbers);
}

Json write_template(const MucTemplate& filled, const Reading& reading) {
  enum : std::size_t { individual, organisation, target, victim, weapon };
  Json object{{"incident_type", muc_types[filled.type]}};
  if (filled.record) add_record(object, *filled.record);
  object["incident_instrument_id"] = texts_of(filled.fillers[weapon]);
  object["perp_individual_id"] = texts_of(filled.fillers[individual]);
  object["perp_organization_id"] = texts_of(filled.fillers[organisation]);
  object["phys_tgt_id"] = texts_of(filled.fillers[target]);
  object["phys_tgt_number"] = numbers_of(filled.fillers[target], reading);
  object["hum_tgt_name"] = texts_of(filled.fillers[victim]);
  for (std::size_t role = 0; role < muc_roles.size(); ++role) object[muc_roles[role]] = entities_of(filled.fillers[role]);
  return object;
}

}  // namespace

Result<Muc> load_muc(const TableSource& tables, std::shared_ptr<const Reader> accurate) {
  auto words = MucWords::load(tables);
  if (!words) return std::unexpected(words.error());
  auto model = MucModel::load(tables);
  if (!model) return std::unexpected(model.error());
  std::map<std::string, std::vector<std::string>> features_of = {{type_label, MucReport::type_features()}};
  for (const std::string& role : muc_roles) features_of[role] = MucReport::filler_features();
  auto trees = MucTrees::load(tables, features_of);
  if (!trees) return std::unexpected(trees.error());
  return Muc{*std::move(words), *std::move(model), *std::move(trees), std::move(accurate)};
}

std::vector<MucTemplate> fill_templates(const ReportRead& read, const Muc& muc) {
  const MucClues clues = find_muc_clues(read, muc.words, *muc.reader);
  if (clues.anchors.empty()) return {};
  const MucChances chances = weigh(clues, muc.model);
  const MucReport report(read, clues, chances);
  std::vector<std::vector<MucGroup>> groups;
  for (std::size_t role = 0; role < muc_roles.size(); ++role) groups.push_back(report.groups_of(role));
  const double least = muc.model.least();
  std::vector<MucTemplate> templates;
  for (const std::size_t type : report.types()) {
    MucTemplate filled{type, std::vector<std::vector<MucFiller>>(muc_roles.size()), record_of(read, clues, type)};
    std::vector<std::vector<double>> fillers(muc_roles.size());
    std::vector<Told> told;
    for (std::size_t role = 0; role < muc_roles.size(); ++role)
      for (std::size_t i = 0; i < groups[role].size(); ++i) {
        const double chance = muc.trees.chance(muc_roles[role], report.filler_features_of(groups[role], i, role, type));
        fillers[role].push_back(chance);
        if (chance > least) told.push_back({role, chance, &groups[role][i]});
      }
    double pays = 0;
    for (const Told& one : told) {
      if (std::ranges::any_of(told, [&](const Told& other) { return is_rather(one, other); })) continue;
      filled.fillers[one.role].push_back({one.group->wording.text, one.chance, clues.candidates[one.group->candidates.front()].head});
      pays += one.chance - least;
    }
    if (muc.trees.chance(type_label, report.type_features_of(type, fillers)) - least + pays > 0) templates.push_back(std::move(filled));
  }
  return templates;
}

std::string write_muc(const ReportRead& read, const Muc& muc) {
  Json object{{"doc_id", read.report.source_id}, {"templates", Json::array()}};
  for (const MucTemplate& filled : fill_templates(read, muc)) object["templates"].push_back(write_template(filled, read.reading));
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace nutgraf::export_
