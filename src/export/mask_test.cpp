#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "event/flow.h"
#include "export/export.h"
#include "export/json.h"
#include "export/mask_line.h"
#include "export/test_export.h"

namespace nutgraf::export_ {
namespace {

NameMasker masker_of(const std::vector<std::string>& names, const std::vector<std::string>& kept = {}) {
  std::vector<PrivatePerson> people;
  for (const std::string& name : names) people.push_back({{name}, make_pseudonym("salt", name)});
  return NameMasker(book(), people, kept, "salt");
}

const std::string hanslo = make_pseudonym("salt", "Viktor Hanslo");

TEST(Mask, a_name_is_masked_whole_in_part_and_in_any_case) {
  const NameMasker masker = masker_of({"Viktor Hanslo"});
  EXPECT_EQ(masker.mask("Viktor Hanslo was freed."), hanslo + " was freed.");
  EXPECT_EQ(masker.mask("Mr. Hanslo's lawyer"), "Mr. " + hanslo + "'s lawyer");
  EXPECT_EQ(masker.mask("Hanslo, Viktor"), hanslo + ", " + hanslo);
  EXPECT_EQ(masker.mask("VIKTOR HANSLO FREED"), hanslo + " FREED");
  EXPECT_EQ(masker.mask("find viktor hanslo"), "find " + hanslo);
  EXPECT_EQ(masker.mask("the Hanslos fled"), "the " + hanslo + " fled");
  EXPECT_EQ(masker.mask("#FreeHanslo and @vhanslo77"), "#" + hanslo + " and @" + hanslo);
  EXPECT_EQ(masker.mask("Hanslo-Brandt"), hanslo);
  EXPECT_EQ(masker.mask("HÀNSLÓ"), hanslo);
  EXPECT_EQ(masker.mask("Hans\u00adlo and Han\u200bslo’s wife"), hanslo + " and " + hanslo + "’s wife");
}

TEST(Mask, words_of_the_language_are_masked_only_as_names) {
  const NameMasker masker = masker_of({"Hope Mark"});
  EXPECT_EQ(masker.mask("They hope to mark the day."), "They hope to mark the day.");
  EXPECT_EQ(masker.mask("Police held Hope on Monday."), "Police held " + make_pseudonym("salt", "Hope Mark") + " on Monday.");
  EXPECT_EQ(masker.mask("MARK HELD"), make_pseudonym("salt", "Hope Mark") + " HELD");
  EXPECT_EQ(masker.mask("hope mark"), make_pseudonym("salt", "Hope Mark"));
  EXPECT_EQ(masker.mask("HOPE MARK HELD"), make_pseudonym("salt", "Hope Mark") + " HELD");
}

TEST(Mask, particles_go_only_with_the_name) {
  const NameMasker masker = masker_of({"Omar al Sadri"});
  EXPECT_EQ(masker.mask("Omar al Sadri spoke to Al Jazeera."), make_pseudonym("salt", "Omar al Sadri") + " spoke to Al Jazeera.");
}

TEST(Mask, what_is_kept_stays_whole) {
  const NameMasker masker = masker_of({"Rana Calder"}, {"Idris Calder", "Verran Press Agency"});
  EXPECT_EQ(masker.mask("Idris Calder, said the Verran Press Agency"), "Idris Calder, said the Verran Press Agency");
  EXPECT_EQ(masker.mask("Calder fled"), make_pseudonym("salt", "Rana Calder") + " fled");
}

TEST(Mask, a_surname_that_two_share_stands_for_neither) {
  const NameMasker masker = masker_of({"Ana Osman", "Mirela Osman"});
  const std::string bare = masker.mask("Osman");
  EXPECT_NE(bare, masker.mask("Ana Osman"));
  EXPECT_NE(bare, masker.mask("Mirela Osman"));
  EXPECT_EQ(bare, make_pseudonym("salt", "osman"));
}

TEST(Mask, a_pseudonym_is_not_masked_again) {
  const NameMasker masker = masker_of({"Viktor Hanslo"});
  EXPECT_EQ(masker.mask(hanslo + " met Hanslo"), hanslo + " met " + hanslo);
}

TEST(Mask, ages_of_minors_are_withheld) {
  EXPECT_EQ(mask_ages("a 12-year-old girl from Messo", false), "a [age withheld] girl from Messo");
  EXPECT_EQ(mask_ages("two boys aged nine and a man aged 40", false), "two boys aged [age withheld] and a man aged 40");
  EXPECT_EQ(mask_ages("a six month old baby", false), "a [age withheld] baby");
  EXPECT_EQ(mask_ages("private person 1a2b3c4d, 16, of Messo", false), "private person 1a2b3c4d, [age withheld], of Messo");
  EXPECT_EQ(mask_ages("a 37-year-old woman", false), "a 37-year-old woman");
  EXPECT_EQ(mask_ages("a 37-year-old woman", true), "a [age withheld] woman");
  EXPECT_EQ(mask_ages("12 people in 9 towns", false), "12 people in 9 towns");
}

TEST(Mask, offices_make_public_and_what_only_sounds_like_one_does_not) {
  const std::vector<std::string> name = {"ana", "brandt"};
  for (const char* text : {"Interior Minister Ana Brandt", "the ministry's spokesman", "the head of the coast guard", "former president", "Gov. Ana Brandt",
                           "Brig. Gen. Ana Brandt", "a member of parliament", "the group's leader"})
    EXPECT_NE(find_office(text, name, book()).value_or(Office::none), Office::none) << text;
  for (const char* text : {"the minister's wife", "Ana Brandt", "a nurse", "gang leader Ana Brandt", "the mayor's driver", "a lawyer for the president",
                           "self-proclaimed president", "chief technology officer", "the bride of the governor"})
    EXPECT_EQ(find_office(text, name, book()).value_or(Office::none), Office::none) << text;
}

TEST(Mask, quotes_are_short) {
  EXPECT_EQ(shorten("one two three four", 3), "one two three …");
  EXPECT_EQ(shorten("one two three", 3), "one two three");
}

// The private people of tests/exports/reports.jsonl: no word of theirs may be in any export.
const std::vector<std::string> private_words = {"orla",  "quellmar", "timo",    "bertil", "vandrik",   "jorun", "askeby", "ayla",
                                                "morvan", "maud",    "delorvane", "rene",  "bastigal", "ines",  "courbel"};

std::string everything(const Export& written) {
  std::string bytes = written.manifest + zip_parts(written);
  for (const Part& one : written.parts) bytes += one.name + one.bytes;
  for (const LeftOut& one : written.left_out) bytes += one.event + one.message;
  return bytes;
}

TEST(Mask, no_private_name_is_anywhere_in_any_format) {
  std::string text;
  for (const std::string& line : sample_lines()) text += fold(line);
  for (const std::string& word : private_words) ASSERT_NE(text.find(word), std::string::npos) << word;
  for (const Format& format : formats())
    for (const char* salt : {"", "a project's own"}) {
      const std::string bytes = fold(everything(write_lines(format.id, sample_lines(), {.salt = salt})));
      for (const std::string& word : private_words) EXPECT_EQ(bytes.find(word), std::string::npos) << format.id << " shows " << word;
    }
}

TEST(Mask, no_private_name_leaves_even_when_the_list_of_parties_has_missed_it) {
  std::vector<std::string> lines;
  for (const std::string& line : sample_lines()) {
    Json object = Json::parse(line);
    Json& who = object["answers"]["who"];
    Json known = Json::array();
    for (const Json& party : who)
      if (party["text"].get<std::string>().find("Askeby") == std::string::npos) known.push_back(party);
    who = known;
    object["report"]["headline"] = "Mrs. Askeby Speaks";
    lines.push_back(object.dump());
  }
  EXPECT_EQ(fold(everything(write_lines("csv", lines))).find("askeby"), std::string::npos);
}

TEST(Mask, events_that_come_without_answers_show_no_private_name) {
  for (const Format& format : formats()) {
    std::vector<std::string> lines;
    for (const std::string& line : sample_lines()) {
      Json object = Json::parse(line);
      object.erase("answers");
      object["report"].erase("text");
      object["report"].erase("headline");
      lines.push_back(object.dump());
    }
    const std::string bytes = fold(everything(write_lines(format.id, lines)));
    for (const std::string& word : private_words) EXPECT_EQ(bytes.find(word), std::string::npos) << format.id << " shows " << word;
  }
}

TEST(Mask, whoever_speaks_for_a_body_is_public_unless_he_is_the_victim) {
  Json line{{"report", {{"source_id", "x"}, {"text", "Sgt. Lena Orvik said that two men shot at Sgt. Piet Orvald."}}}, {"events", Json::array()}};
  line["answers"]["who"] = {{{"begin", 0}, {"end", 15}, {"text", "Sgt. Lena Orvik"}, {"name", "Lena Orvik"}, {"kind", "person"}, {"sector", {"COP"}}},
                            {{"begin", 43}, {"end", 59}, {"text", "Sgt. Piet Orvald"}, {"name", "Piet Orvald"}, {"kind", "person"}, {"sector", {"COP"}}}};
  line["events"].push_back({{"id", "e1"}, {"event", "ASSAULT"}, {"mode", {"firearms"}}, {"evidence", {{{"text", line["report"]["text"]}}}}});
  line["events"][0]["recipient"] = {{{"text", "Sgt. Piet Orvald"}, {"name", "Piet Orvald"}, {"kind", "person"}, {"sector", {"COP"}}}};
  line["events"][0]["says_who"] = {{{"speaker", "Sgt. Lena Orvik"}, {"kind", "police"}, {"manner", "says"}, {"begin", 0}, {"end", 15}}};
  const std::string bytes = everything(write_lines("jsonl", {line.dump()}));
  EXPECT_NE(bytes.find("Lena Orvik"), std::string::npos);
  EXPECT_EQ(bytes.find("Orvald"), std::string::npos);
}

TEST(Mask, public_people_and_organisations_stay) {
  const std::string bytes = everything(write_lines("jsonl", sample_lines()));
  for (const char* name : {"Kerem Aydin", "Idi Barka", "Selim Torun", "Red Dune Front", "Anadolu Agency", "Anatolia Courier"})
    EXPECT_NE(bytes.find(name), std::string::npos) << name;
}

TEST(Mask, ages_of_minors_and_of_victims_of_sexual_violence_are_nowhere) {
  std::vector<std::string> lines = sample_lines();
  Json line = Json::parse(lines[0]);
  line["events"][0]["evidence"].push_back({{"text", "her 9-year-old son, Timo Quellmar, from the village of Hatip"}});
  lines[0] = line.dump();
  line = Json::parse(lines[3]);
  line["events"][0]["evidence"].push_back({{"text", "Maud Delorvane, 37, was attacked"}});
  lines[3] = line.dump();
  for (const Format& format : formats()) {
    const std::string bytes = everything(write_lines(format.id, lines));
    EXPECT_EQ(bytes.find("9-year-old"), std::string::npos) << format.id;
    EXPECT_EQ(bytes.find(", 37,"), std::string::npos) << format.id;
    EXPECT_EQ(bytes.find("aged 16"), std::string::npos) << format.id;
  }
}

TEST(Mask, a_person_differs_from_report_to_report_unless_a_salt_is_given) {
  Json line = Json::parse(sample_lines()[0]);
  line["report"]["text"] = line["report"]["text"].get<std::string>() + " More.";
  line["report"]["source_id"] = "second";
  const auto pseudonyms = [](const Export& written) {
    std::set<std::string> found;
    const std::string& bytes = written.parts[0].bytes;
    for (std::size_t at = 0; (at = bytes.find(pseudonym_start, at)) != std::string::npos; ++at) found.insert(bytes.substr(at, pseudonym_start.size() + 8));
    return found;
  };
  const auto apart = pseudonyms(write_lines("jsonl", {sample_lines()[0], line.dump()}));
  const auto together = pseudonyms(write_lines("jsonl", {sample_lines()[0], line.dump()}, {.salt = "x"}));
  EXPECT_GE(together.size(), 3u);
  EXPECT_EQ(apart.size(), 2 * together.size());
  EXPECT_NE(together, pseudonyms(write_lines("jsonl", {sample_lines()[0], line.dump()}, {.salt = "y"})));
  // Another report in the same export changes nothing.
  const std::string alone = write_lines("jsonl", {sample_lines()[0]}).parts[0].bytes;
  EXPECT_TRUE(write_lines("jsonl", sample_lines()).parts[0].bytes.starts_with(alone));
}

TEST(Mask, no_long_quote_and_no_article_text_leaves) {
  std::size_t longest = 0;
  const std::function<void(const Json&)> look = [&](const Json& value) {
    if (value.is_string()) longest = std::max(longest, static_cast<std::size_t>(std::ranges::count(value.get<std::string>(), ' ')));
    else if (value.is_structured())
      for (const Json& one : value) look(one);
  };
  Json line = Json::parse(sample_lines()[0]);
  line["events"][0]["evidence"].push_back({{"text", line["report"]["text"]}});
  std::istringstream lines(write_lines("jsonl", {line.dump()}).parts[0].bytes);
  for (std::string one; std::getline(lines, one);) {
    const Json released = Json::parse(one);
    EXPECT_FALSE(released.contains("answers"));
    EXPECT_FALSE(released["report"].contains("text"));
    EXPECT_EQ(released["report"]["text_sha256"].get<std::string>().size(), 64u);
    look(released);
  }
  EXPECT_LE(longest, longest_quote);
}

TEST(Mask, names_are_shown_only_with_who_and_why_and_the_manifest_says_so) {
  EXPECT_FALSE(write("jsonl", feed(sample_lines()), {.is_masked = false}, book()).has_value());
  EXPECT_FALSE(write("jsonl", feed(sample_lines()), {.is_masked = false, .who = "A. Editor"}, book()).has_value());
  EXPECT_FALSE(write("jsonl", feed(sample_lines()), {.has_full_text = true}, book()).has_value());
  const Options options{.is_masked = false, .who = "A. Editor", .reason = "court order", .at = "2026-01-02T03:04:05Z"};
  const Export written = write_lines("jsonl", sample_lines(), options);
  EXPECT_NE(written.parts[0].bytes.find("Orla Quellmar"), std::string::npos);
  EXPECT_EQ(written.parts[0].bytes.find("\"answers\""), std::string::npos);
  const Json manifest = Json::parse(written.manifest);
  EXPECT_EQ(manifest["masked"], false);
  EXPECT_EQ(manifest["unmasked"]["who"], "A. Editor");
  EXPECT_EQ(manifest["unmasked"]["reason"], "court order");
  EXPECT_EQ(manifest["unmasked"]["at"], "2026-01-02T03:04:05Z");
}

TEST(Mask, with_the_full_text_the_canonical_line_is_whole) {
  const Export written = write_lines("jsonl", {sample_lines()[0]}, {.is_masked = false, .has_full_text = true, .who = "A", .reason = "B"});
  const Json line = Json::parse(written.parts[0].bytes), before = Json::parse(sample_lines()[0]);
  EXPECT_EQ(line["answers"], before["answers"]);
  EXPECT_EQ(line["report"]["text"], before["report"]["text"]);
}

TEST(Mask, source_ids_and_addresses_that_spell_a_name_are_cut) {
  const auto rows = read_rows(part(write_lines("csv", sample_lines()), "reports.csv"), ',');
  EXPECT_EQ(rows[1][1], rows[1][0]);  // the file's name was the abducted woman's
  EXPECT_EQ(rows[1][6], "https://courier.example/");
  EXPECT_EQ(rows[4][6], "https://brief.example/2019/11/20/1234");
}

// Reports read by the program itself, as they come.
TEST(Mask, the_examples_show_no_private_name) {
  const Knowledge knowledge = *load_knowledge(ModelName::accurate, "");
  const std::vector<std::pair<std::string, std::vector<std::string>>> examples = {
      {"01-smuggling-arrests.txt", {"mirela", "osman"}},
      {"02-market-bombing.txt", {"salma", "idrisi", "yusuf", "maden"}},
      {"04-kidnapped-engineers-freed.txt", {"viktor", "hanslo", "beatriz", "corval"}},
      {"05-mayor-sentenced.txt", {"mossley", "tulliver", "carla", "denham", "battiscombe"}}};
  for (const auto& [name, words] : examples) {
    const std::string text = read_file("examples/" + name);
    const std::string line = write_json(read_report(make_report(text, {.source_id = name}), knowledge), *knowledge.plover);
    for (const Format& format : formats()) {
      const std::string bytes = fold(everything(write_lines(format.id, {line})));
      for (const std::string& word : words) EXPECT_EQ(bytes.find(word), std::string::npos) << name << " in " << format.id << " shows " << word;
    }
  }
}

TEST(CoarsePlaces, a_spot_is_nowhere_in_any_format) {
  const Json line = Json::parse(R"({"report":{"id":"feed","source_id":"shelter","headline":"Two held at Linden House shelter","filed":"2021-03-08","text":"x"},"events":[
    {"id":"e1","event":"COERCE","mode":["arrest"],"context":[],"status":"happened","certainty":"stated","background":false,"confidence":0.9,
     "actor":[{"text":"police","kind":"state_body","country":"GBR","sector":["COP"]}],"recipient":[{"text":"twelve people","kind":"group"}],"says_who":[],"instrument":[],
     "when":{"earliest":"2021-03-07","latest":"2021-03-07","precision":"day","basis":"stated"},
     "where":[{"text":"Linden House","name":"Linden House","precision":"spot","country":"GBR","admin1":"England","lat":52.12345,"lon":-1.98765},
              {"text":"Leamford","name":"Leamford","precision":"city","country":"GBR","admin1":"England","lat":52.14567,"lon":-1.94321,"runners_up":[{"name":"Leamford","country":"USA"}]}],
     "how_many":[{"id":"f1","what":"detained","value":12,"bound":"exact","low":12,"high":12,"unit":"people","text":"twelve people at Linden House"}],
     "evidence":[{"begin":0,"end":9,"text":"held twelve people at Linden House"}]},
    {"id":"e2","event":"ASSAULT","mode":["firearms"],"context":[],"status":"happened","certainty":"stated","background":false,"confidence":0.9,
     "actor":[],"recipient":[{"text":"a guard","kind":"person"}],"says_who":[],"instrument":[],"how_many":[],
     "when":{"earliest":"2021-03-07","latest":"2021-03-07","precision":"day","basis":"stated"},
     "where":[{"text":"the clinic on Mill Lane","name":"Mill Lane Clinic","precision":"spot","country":"GBR","admin1":"England","lat":52.98765,"lon":-1.11111}],
     "evidence":[{"begin":0,"end":9,"text":"shot a guard of Mill Lane Clinic"}]}]})");
  for (const Format& format : formats()) {
    const auto all = [&](bool is_coarse) {
      const Export written = write_lines(format.id, {line.dump()}, {.has_coarse_places = is_coarse});
      std::string bytes = written.manifest;
      for (const Part& one : written.parts) bytes += one.bytes;
      return bytes;
    };
    EXPECT_NE(all(false).find(format.id == "gdelt-counts" ? "52.14" : "Linden"), std::string::npos) << format.id << " shows nothing to begin with";
    const std::string coarse = all(true);
    for (const char* exact : {"Linden", "Mill Lane", "52.12", "52.14", "52.98", "1.987", "1.943", "1.111"})
      EXPECT_EQ(coarse.find(exact), std::string::npos) << format.id << " tells " << exact;
    EXPECT_NE(coarse.find(R"("places": "coarse")"), std::string::npos);
    EXPECT_NE(coarse.find("52.1"), std::string::npos) << format.id;
    if (format.id != "gdelt-counts") EXPECT_NE(coarse.find("Leamford"), std::string::npos) << format.id;
  }
  EXPECT_FALSE(write("jsonl", feed({}), {.is_masked = false, .has_full_text = true, .has_coarse_places = true, .who = "a", .reason = "b"}, book()));
}

}  // namespace
}  // namespace nutgraf::export_
