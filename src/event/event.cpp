// From answers to event records: mentions are gathered clause by clause, grouped into events, and each group becomes one
// record with ids; then wholes find their parts, and parts take from the whole what they do not tell themselves.

#include "event/event.h"

#include <algorithm>
#include <iterator>
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

// The records of a report, made in two rounds. The first weighs each cluster of mentions by itself; a cluster that is not worth a record may still tell an event
// over again that another tells, or hold a count of it. In the second round such clusters go home, their counts too, and what is left is told.
class Telling {
 public:
  Telling(std::vector<Mention>& mentions, const Outlook& outlook, const Context& context)
      : mentions_(mentions), outlook_(outlook), context_(context), accounts_(find_accounts(context)), crowd_(mentions, context, outlook) {}

  std::vector<Record> records() {
    const std::vector<Cluster> clusters = group_mentions(mentions_, crowd_, context_);
    complete(mentions_, clusters, outlook_, context_);
    std::vector<Cluster> kept, dropped;
    std::vector<Record> records = worthy(clusters, kept, dropped);
    if (dropped.empty() || kept.empty() || !outlook_.is_known()) return records;
    std::vector<Cluster> all = kept;
    std::ranges::copy(bring_home(dropped, all, mentions_, crowd_, outlook_, context_), std::back_inserter(all));
    std::ranges::copy_n(all.begin(), static_cast<std::ptrdiff_t>(kept.size()), kept.begin());
    complete_counts(mentions_, kept, outlook_, context_);
    const Fitness fitness(mentions_, all, outlook_, context_);
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const double confidence = records[i].confidence;
      records[i] = record_of(kept[i], fitness, i);
      records[i].confidence = confidence;
    }
    return records;
  }

  // Why there is no record of some mentions.
  std::vector<LeftOut> left_out() && { return std::move(left_out_); }

 private:
  // Records of the clusters that are worth one, which are `kept`; the rest is `dropped`, but for clusters that only name crimes.
  std::vector<Record> worthy(const std::vector<Cluster>& clusters, std::vector<Cluster>& kept, std::vector<Cluster>& dropped) {
    const Fitness fitness(mentions_, clusters, outlook_, context_);
    const std::vector<double> likeness = likeness_to_others(mentions_, clusters, crowd_, context_);
    std::vector<Record> records;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      const Cluster& cluster = clusters[i];
      if (names_only_crimes(mentions_, cluster, context_)) {
        leave_out(cluster, "only names the crime of a charge");
        continue;
      }
      Record record = record_of(cluster, fitness, i);
      const Signs signs = signs_of(record, mentions_, clusters, cluster, likeness[i], outlook_, context_);
      record.confidence = confidence_of(signs);
      if (record.confidence >= least_confidence) {
        records.push_back(std::move(record));
        kept.push_back(cluster);
        continue;
      }
      leave_out(cluster, fmt::format("confidence {:.2f} is below {:.2f}; against it: {}", record.confidence, least_confidence, fmt::join(signs_against(signs), ", ")));
      dropped.push_back(cluster);
    }
    return records;
  }

  // `number` is the cluster's among those that `fitness` knows.
  Record record_of(const Cluster& cluster, const Fitness& fitness, std::size_t number) const {
    Record record = make_record(mentions_, cluster, context_);
    attribute(record, mentions_, cluster, accounts_, context_);
    fitness.drop_unfit(record, number);
    drop_parts_of_phrases(record.actors, context_);
    drop_parts_of_phrases(record.recipients, context_);
    return record;
  }

  void leave_out(const Cluster& cluster, const std::string& because) {
    for (const std::size_t mention : cluster) left_out_.push_back({mentions_[mention].happening, because});
  }

  std::vector<Mention>& mentions_;
  const Outlook& outlook_;
  const Context& context_;
  std::vector<Account> accounts_;
  Crowd crowd_;
  std::vector<LeftOut> left_out_;
};

}  // namespace

Events join_events(const Report& report, const Reading& reading, const Answers& answers, const Words& words, const reading::ReportView* view) {
  const PartyBook parties(report, reading, answers);
  const Context context{report, reading, answers, parties};
  auto [mentions, left_out] = find_mentions(report, reading, answers, words);
  const Outlook outlook(view, mentions, reading, answers);
  tell_modes(mentions, outlook);
  Telling telling(mentions, outlook, context);
  std::vector<Record> records = telling.records();
  std::ranges::move(std::move(telling).left_out(), std::back_inserter(left_out));
  std::ranges::stable_sort(records, {}, first_told);
  give_ids(records);
  link_parts(records);
  inherit_from_report(records, context, outlook.is_known());
  std::ranges::stable_sort(left_out, {}, &LeftOut::happening);
  return {std::move(records), std::move(left_out)};
}

}  // namespace nutgraf::event
