// Fills the templates of the fourth Message Understanding Conference: terrorist incidents with their perpetrators, targets,
// victims and weapons. A report tells an incident of a type when its words and event records make that likely; a noun fills a role
// when its clues do; two fillers that name one thing are one. With incidents of several types a filler goes to the one
// whose words are nearest, an organisation to all. Day and place come from the event record of the incident.

#include "export/muc.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace nutgraf::export_ {

namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// One chain, or the words of one within the other's.
bool name_one_thing(const MucFiller& a, const MucFiller& b) {
  if (a.chain >= 0 && a.chain == b.chain) return true;
  auto fewer = split(a.text), more = split(b.text);
  if (fewer.size() > more.size()) std::swap(fewer, more);
  return std::ranges::search(more, fewer).begin() != more.end();
}

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

MucFiller make_filler(const MucCandidate& candidate, std::size_t role, double chance, const ReportRead& read, const MucModel& model) {
  MucFiller filler{.text = {}, .chance = chance, .head = candidate.head, .chain = -1, .nearest = candidate.nearest};
  if (candidate.party >= 0) filler.chain = read.answers.who[static_cast<std::size_t>(candidate.party)].chain;
  double best = -1;
  for (const MucWording& wording : candidate.wordings)
    if (const double likely = model.wordings_of(wording.clues)[role]; likely > best) {
      best = likely;
      filler.text = wording.text;
    }
  return filler;
}

// By role, the most likely first, each thing once.
std::vector<std::vector<MucFiller>> find_fillers(const MucClues& clues, const std::vector<double>& types, const ReportRead& read, const MucModel& model) {
  const std::vector<std::string> of_report = report_clues(types);
  std::vector<std::vector<MucFiller>> fillers(muc_roles.size());
  for (const MucCandidate& candidate : clues.candidates) {
    std::vector<std::string> all = candidate.clues;
    all.insert(all.end(), of_report.begin(), of_report.end());
    const std::vector<double> chances = model.roles_of(all);
    for (std::size_t role = 0; role < muc_roles.size(); ++role)
      if (chances[role] > model.least_of_role(role)) fillers[role].push_back(make_filler(candidate, role, chances[role], read, model));
  }
  for (auto& of_role : fillers) {
    std::ranges::stable_sort(of_role, std::ranges::greater{}, &MucFiller::chance);
    std::vector<MucFiller> kept;
    for (MucFiller& filler : of_role)
      if (std::ranges::none_of(kept, [&](const MucFiller& other) { return name_one_thing(filler, other); })) kept.push_back(std::move(filler));
    of_role = std::move(kept);
  }
  return fillers;
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

Result<Muc> load_muc(const TableSource& tables) {
  auto words = MucWords::load(tables);
  if (!words) return std::unexpected(words.error());
  auto model = MucModel::load(tables);
  if (!model) return std::unexpected(model.error());
  return Muc{*std::move(words), *std::move(model)};
}

std::vector<MucTemplate> fill_templates(const ReportRead& read, const Muc& muc) {
  const MucClues clues = find_muc_clues(read, muc.words);
  const std::vector<double> types = muc.model.types_of(clues.of_report);
  std::vector<MucTemplate> templates;
  for (std::size_t type = 0; type < muc_types.size(); ++type)
    if (types[type] > muc.model.least_of_type(type))
      templates.push_back({type, std::vector<std::vector<MucFiller>>(muc_roles.size()), record_of(read, clues, type)});
  if (templates.empty()) return templates;
  auto fillers = find_fillers(clues, types, read, muc.model);
  for (std::size_t role = 0; role < muc_roles.size(); ++role)
    for (MucFiller& filler : fillers[role]) {
      // One group mostly stands behind all that a report tells.
      if (muc_roles[role] == "PerpOrg") {
        for (MucTemplate& filled : templates) filled.fillers[role].push_back(filler);
        continue;
      }
      auto nearest = std::ranges::min_element(templates, {}, [&](const MucTemplate& t) { return std::pair(filler.nearest[t.type], -types[t.type]); });
      nearest->fillers[role].push_back(std::move(filler));
    }
  return templates;
}

std::string write_muc(const ReportRead& read, const Muc& muc) {
  Json object{{"doc_id", read.report.source_id}, {"templates", Json::array()}};
  for (const MucTemplate& filled : fill_templates(read, muc)) object["templates"].push_back(write_template(filled, read.reading));
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace nutgraf::export_
