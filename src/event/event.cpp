// From answers to event records: mentions are gathered clause by clause, grouped into events, and each group becomes one
// record with ids; then wholes find their parts, and parts take from the whole what they do not tell themselves.

#include "event/event.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "event/accounts.h"
#include "event/attribution.h"
#include "event/cluster.h"
#include "event/complete.h"
#include "event/fitness.h"
#include "event/inherit.h"
#include "event/mention.h"
#include "event/parts.h"
#include "event/party_book.h"
#include "event/record.h"
#include "event/retold.h"
#include "event/worth.h"

namespace nutgraf::event {

namespace {

// Figures point to their whole by the whole's first byte until they have ids.
void give_ids(std::vector<Record>& records) {
  int event_number = 0, figure_number = 0;
  std::map<std::string, std::string> id_at;
  for (Record& record : records) {
    record.id = "e" + std::to_string(++event_number);
    for (Figure& figure : record.how_many) {
      figure.id = "f" + std::to_string(++figure_number);
      if (figure.source.span) id_at.emplace("@" + std::to_string(figure.source.span->begin), figure.id);
    }
  }
  for (Record& record : records)
    for (Figure& figure : record.how_many) {
      if (!figure.of) continue;
      const auto whole = id_at.find(*figure.of);
      figure.of = whole == id_at.end() || whole->second == figure.id ? std::nullopt : std::optional(whole->second);
    }
}

std::uint32_t first_told(const Record& record) {
  return std::ranges::min(record.evidence, {}, [](const Evidence& e) { return e.span.begin; }).span.begin;
}

}  // namespace

Events join_events(const Report& report, const Reading& reading, const Answers& answers, const Words& words, const reading::ReportView* view) {
  const PartyBook parties(report, reading, answers);
  const Context context{report, reading, answers, parties};
  auto [mentions, not_mentioned] = find_mentions(report, reading, answers, words);
  const Outlook outlook(view, mentions, reading, answers);
  tell_modes(mentions, outlook);
  const std::vector<Account> accounts = find_accounts(context);
  std::vector<Record> records;
  std::vector<LeftOut> left_out = not_mentioned;
  const auto leave_out = [&](const Cluster& cluster, const std::string& because) {
    for (const std::size_t mention : cluster) left_out.push_back({mentions[mention].happening, because});
  };
  const Crowd crowd(mentions, context, outlook);
  const std::vector<Cluster> clusters = group_mentions(mentions, crowd, context);
  complete(mentions, clusters, outlook, context);
  const Fitness fitness(mentions, clusters, outlook, context);
  const std::vector<double> likeness = likeness_to_others(mentions, clusters, crowd, context);
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    const Cluster& cluster = clusters[i];
    if (names_only_crimes(mentions, cluster, context)) {
      leave_out(cluster, "only names the crime of a charge");
      continue;
    }
    Record record = make_record(mentions, cluster, context);
    attribute(record, mentions, cluster, accounts, context);
    fitness.drop_unfit(record, i);
    drop_parts_of_phrases(record.actors, context);
    drop_parts_of_phrases(record.recipients, context);
    const Signs signs = signs_of(record, mentions, clusters, cluster, likeness[i], outlook, context);
    record.confidence = confidence_of(signs);
    if (record.confidence >= least_confidence) records.push_back(std::move(record));
    else leave_out(cluster, fmt::format("confidence {:.2f} is below {:.2f}; against it: {}", record.confidence, least_confidence, fmt::join(signs_against(signs), ", ")));
  }
  std::ranges::stable_sort(records, {}, first_told);
  give_ids(records);
  link_parts(records);
  inherit_from_report(records, context, outlook.is_known());
  std::ranges::stable_sort(left_out, {}, &LeftOut::happening);
  return {std::move(records), std::move(left_out)};
}

}  // namespace nutgraf::event
