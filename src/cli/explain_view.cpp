// Shows sentence by sentence what each of the six questions found and by what reason: the words, then the value, then in
// brackets the rule, table row or model; under each act the record that tells it, or why there is none; then every record field by field.

#include "cli/explain_view.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "export/names.h"

namespace nutgraf::cli {

namespace {

using export_::name_of;

class Explanation {
 public:
  explicit Explanation(const ReportRead& read) : read_(read) {}

  std::string write(std::optional<std::size_t> only) {
    for (std::size_t i = 0; i < read_.reading.sentences.size(); ++i)
      if (!only || *only == i) write_sentence(i);
    for (const event::Record& record : read_.events)
      if (!only || tells(*only, record)) write_record(record);
    return std::move(out_);
  }

 private:
  bool tells(std::size_t sentence, const event::Record& record) const {
    const Span span = read_.reading.sentences[sentence].span;
    return std::ranges::any_of(record.evidence, [&](const event::Evidence& e) { return span.overlaps(e.span); });
  }

  std::string words(Span span) const {
    std::string text(words_of(read_.report.text, span));
    std::ranges::replace(text, '\n', ' ');
    return text;
  }

  void line(std::string_view question, Span span, const std::string& value, const std::string& because) {
    out_ += fmt::format("  {:<9} \"{}\"  {}  [{}]\n", question, words(span), value, because);
  }

  template <typename Item, typename Write>
  void each(const std::vector<Item>& items, Span sentence, Write write) {
    for (const Item& item : items)
      if (sentence.contains(item.span)) write(item);
  }

  void write_sentence(std::size_t index) {
    const Sentence& sentence = read_.reading.sentences[index];
    const Span span = sentence.span;
    out_ += fmt::format("{} {}\n", index + 1, words(span));
    const Answers& answers = read_.answers;
    for (const Name& name : read_.reading.names)
      if (span.contains(name.span)) line("name", name.span, std::string(name_of(name.kind)), "reading.names");
    each(answers.when, span, [&](const when::TimeExpression& t) {
      line("when", t.span, fmt::format("{} {} {}..{}", name_of(t.type), t.value, t.earliest ? write_date(*t.earliest) : "",
                                       t.latest ? write_date(*t.latest) : ""), t.because);
    });
    each(answers.where, span, [&](const where::Place& p) {
      line("where", p.span, fmt::format("{} {}", name_of(p.kind), p.best ? p.best->name + ", " + p.best->country : "unknown"), p.because);
    });
    each(answers.who, span, [&](const who::Party& p) {
      std::string value(name_of(p.kind));
      for (const std::string& sector : p.sectors) value += " " + sector;
      if (p.country) value += " " + *p.country;
      if (p.refers_to >= 0) value += fmt::format(" = \"{}\"", words(answers.who[static_cast<std::size_t>(p.refers_to)].span));
      line("who", p.span, value, p.because);
    });
    each(answers.how_many, span, [&](const how_many::Figure& f) {
      line("how many", f.span, fmt::format("{} {} {}", name_of(f.kind), name_of(f.bound), f.value ? fmt::format("{}", *f.value) : ""), f.because);
    });
    for (const says_who::Statement& s : answers.says_who.statements)
      if (span.contains(s.cue)) line("says who", s.speaker.value_or(s.cue), fmt::format("{} by \"{}\"", name_of(s.manner), words(s.cue)), s.because);
    each(answers.says_who.factuality, span, [&](const says_who::Factuality& f) {
      if (f.polarity == says_who::Polarity::positive && f.certainty == says_who::Certainty::certain && !f.is_planned && !f.is_foiled && !f.is_alleged) return;
      line("fact", f.span, fmt::format("{} {} {}", name_of(f.polarity), name_of(f.certainty), name_of(f.time)), f.because);
    });
    each(answers.what, span, [&](const what::Happening& h) { write_happening(h); });
    if (std::ranges::none_of(answers.what, [&](const auto& h) { return span.contains(h.span); }))
      out_ += "  what      no word here tells a happening\n";
    out_ += "\n";
  }

  void write_happening(const what::Happening& happening) {
    std::string value = happening.type;
    for (const std::string& mode : happening.modes) value += " " + mode;
    for (const what::Filler& filler : happening.fillers)
      value += fmt::format("; {} \"{}\" ({})", name_of(filler.role), read_.reading[filler.head].form, filler.because);
    line("what", happening.span, value, happening.because);
    for (const event::LeftOut& left : read_.left_out)
      if (&read_.answers.what[left.happening] == &happening) {
        out_ += fmt::format("            no record: {}\n", left.because);
        return;
      }
    for (const event::Record& record : read_.events)
      for (const event::Evidence& evidence : record.evidence)
        if (evidence.span.overlaps(happening.span) && record.type == happening.type) {
          out_ += fmt::format("            told in record {}\n", record.id);
          return;
        }
    out_ += "            told in a record of which other words are the evidence\n";
  }

  std::string source_of(const event::Source& source) const {
    return fmt::format("{}  [{}{}]", source.span ? fmt::format("\"{}\"", words(*source.span)) : "", source.is_inferred ? "inferred; " : "", source.because);
  }

  void field(std::string_view name, const std::string& value, const event::Source& source) {
    out_ += fmt::format("  {:<10} {}  {}\n", name, value, source_of(source));
  }

  void write_party(std::string_view role, const event::Party& party) {
    std::string value(name_of(party.kind));
    for (const std::string& sector : party.sectors) value += " " + sector;
    if (party.country) value += " " + *party.country;
    if (party.name) value += " = " + *party.name;
    if (party.group) value += " of " + *party.group;
    if (party.is_suspected) value += " suspected";
    if (party.is_minor) value += " minor";
    field(role, value, party.source);
  }

  // A record field by field, each with its words and what decided.
  void write_record(const event::Record& record) {
    std::string kind = record.type;
    for (const std::string& mode : record.modes) kind += " " + mode;
    out_ += fmt::format("{}  {}  {}, {}{}  {:.2f}{}\n", record.id, kind, name_of(record.status), name_of(record.certainty), record.is_background ? ", background" : "",
                        record.confidence, record.part_of ? "  part of " + *record.part_of : "");
    for (const event::Evidence& evidence : record.evidence) field("told by", "", {.span = evidence.span, .because = evidence.because});
    for (const std::string& context : record.contexts_because) out_ += fmt::format("  {:<10} {}\n", "context", context);
    for (const event::Party& party : record.actors) write_party("actor", party);
    for (const event::Party& party : record.recipients) write_party("recipient", party);
    for (const event::Evidence& instrument : record.instruments) field("instrument", "", {.span = instrument.span, .because = instrument.because});
    if (const auto& when = record.when)
      field("when", fmt::format("{}..{} {}", when->earliest ? write_date(*when->earliest) : "", when->latest ? write_date(*when->latest) : "", name_of(when->basis)), when->source);
    for (const event::Where& where : record.where)
      field("where", where.is_resolved ? fmt::format("{}, {}", where.place.name, where.place.country) : "unknown place", where.source);
    for (const event::Figure& figure : record.how_many)
      field("how many", fmt::format("{} {} {}{}{}", figure.what, name_of(figure.bound), figure.value ? fmt::format("{}", *figure.value) : "", figure.of ? " of " + *figure.of : "",
                                    figure.is_best ? " best" : ""), figure.source);
    for (const event::Attribution& attribution : record.says_who)
      field("says who", fmt::format("{} {}", name_of(attribution.kind), name_of(attribution.manner)), attribution.source);
    out_ += "\n";
  }

  const ReportRead& read_;
  std::string out_;
};

}  // namespace

std::string write_explanation(const ReportRead& read, std::optional<std::size_t> sentence) {
  return Explanation(read).write(sentence);
}

}  // namespace nutgraf::cli
