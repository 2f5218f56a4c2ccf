#include "report/report.h"

#include <cstdio>
#include <string>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "support/case_file.h"

namespace nutgraf {
namespace {

using tests::Case;

std::string write_time(const std::optional<FilingTime>& time) {
  if (!time) return "none";
  std::string written = write_date(time->date);
  if (time->minute_of_day) {
    char clock[16];
    std::snprintf(clock, sizeof clock, " %02d:%02d", *time->minute_of_day / 60, *time->minute_of_day % 60);
    written += clock;
  }
  if (time->zone_offset_minutes) written += " " + std::to_string(*time->zone_offset_minutes);
  if (time->other_date) written += " or " + write_date(*time->other_date);
  return written;
}

std::string write_told(const std::optional<Told>& told) { return told ? told->text : "none"; }

std::string write_blocks(const Report& report) {
  std::string written;
  for (const Block& block : report.blocks) {
    if (!written.empty()) written += ' ';
    written += name_of(block.kind);
    if (block.repeats) written += "=" + std::to_string(*block.repeats);
  }
  return written;
}

// "|" alone on a line stands for a blank line.
std::string case_text(const Case& one) {
  std::string text;
  for (const char c : one.value("text")) {
    text += c;
    if (text.ends_with("\n|\n")) text.replace(text.size() - 2, 2, "\n");
  }
  return text;
}

Report report_of(const Case& one) {
  return make_report(case_text(one), {.headline = one.value("title"), .filed = one.value("filed"), .outlet = one.value("outlet"), .url = one.value("url")});
}

std::string answer(const Report& report, const std::string& key) {
  if (key == "headline") return write_told(report.headline);
  if (key == "byline") return write_told(report.byline);
  if (key == "agency") return write_told(report.agency);
  if (key == "section") return write_told(report.section);
  if (key == "outlet_name") return report.outlet.value_or("none");
  if (key == "place") return report.dateline ? report.dateline->place.text : "none";
  if (key == "dateline") return report.dateline ? std::string(words_of(report.text, report.dateline->whole)) : "none";
  if (key == "filed_on") return write_time(report.filed);
  if (key == "updated_on") return write_time(report.updated);
  if (key == "blocks") return write_blocks(report);
  return "unknown key";
}

// Every non-blank character stands in exactly one block, and told spans hold the told words.
void expect_sound(const Report& report, const std::string& place) {
  std::size_t at = 0;
  const auto expect_blank = [&](std::size_t until) {
    while (at < until) {
      const Character c = read_character(report.text, at);
      EXPECT_TRUE(is_space(c.code_point)) << place << ": byte " << at << " stands in no block";
      at += c.bytes;
    }
  };
  for (std::size_t i = 0; i < report.blocks.size(); ++i) {
    const Block& block = report.blocks[i];
    ASSERT_LE(at, block.span.begin) << place;
    ASSERT_LT(block.span.begin, block.span.end) << place;
    expect_blank(block.span.begin);
    at = block.span.end;
    EXPECT_LT(block.repeats.value_or(0), i + 1) << place;
    EXPECT_NE(block.repeats, std::optional(i)) << place;
  }
  expect_blank(report.text.size());
  for (const auto* told : {&report.headline, &report.byline, &report.agency, &report.section})
    if (*told && (*told)->span) {
      EXPECT_EQ(words_of(report.text, *(*told)->span), (*told)->text) << place;
    }
  if (report.dateline) {
    EXPECT_EQ(words_of(report.text, *report.dateline->place.span), report.dateline->place.text) << place;
  }
}

TEST(ReportCases, every_case_gives_what_it_says) {
  const auto cases = tests::cases_of("report");
  ASSERT_FALSE(cases.empty());
  for (const Case& one : cases) {
    const Report report = report_of(one);
    std::size_t expectations = 0;
    for (const auto& [key, value] : one.fields) {
      if (key == "text" || key == "title" || key == "filed" || key == "outlet" || key == "url") continue;
      ++expectations;
      EXPECT_EQ(answer(report, key), value) << one.place() << " " << key;
    }
    EXPECT_GT(expectations, 0u) << one.place() << " expects nothing";
    expect_sound(report, one.place());
  }
}

TEST(Report, text_is_kept_byte_for_byte) {
  const std::string text = "\r\n  A  b.\t\r\n\r\n\xC2\xA0Second.  \n";
  const Report report = make_report(text, {});
  EXPECT_EQ(report.text, text);
  expect_sound(report, "blanks");
}

TEST(Report, lines_broken_at_a_width_are_one_paragraph) {
  const Report report = make_report(
      "   PORT VERRAN, 12 JAN 90 (ACAN-EFE) -- [REPORT] [MARIA SOLANO] [TEXT]\n"
      "GUERRILLAS OF THE EASTERN FRONT TODAY ATTACKED THE POWER STATION OF\n"
      "PORT VERRAN AND LEFT HALF OF THE CITY WITHOUT LIGHT, THE ARMY\n"
      "REPORTED.\n"
      "\n"
      "   THE ARMY SAID THAT TWO SOLDIERS WERE WOUNDED.  A SPOKESMAN ADDED\n"
      "THAT THE ATTACKERS FLED IN TWO TRUCKS TOWARD THE BORDER AND THAT THE\n"
      "SEARCH GOES ON.\n"
      "   NO GROUP HAS CLAIMED THE ATTACK, WHICH IS THE THIRD OF ITS KIND IN\n"
      "THE REGION THIS YEAR.\n",
      {});
  EXPECT_EQ(write_blocks(report), "paragraph paragraph paragraph");
  EXPECT_EQ(write_time(report.filed), "1990-01-12");
  ASSERT_TRUE(report.dateline.has_value());
  EXPECT_EQ(report.dateline->place.text, "PORT VERRAN");
  EXPECT_TRUE(words_of(report.text, report.dateline->whole).ends_with("[TEXT]"));
  expect_sound(report, "wrapped");
}

TEST(Report, a_wrapped_text_keeps_its_head_lines_apart) {
  const Report report = make_report(
      "Two officers hurt as strike turns violent in Aksu\n"
      "By JANE DOE\n"
      "\n"
      "AKSU, Feb. 5, 1998 (AP) -- Two police officers were hurt on Thursday when\n"
      "striking dock workers threw stones at a bus that carried their\n"
      "replacements, the port authority said.\n"
      "\n"
      "A spokesman for the union said that it had not called for violence and\n"
      "would expel those who took part.\n",
      {});
  EXPECT_EQ(write_blocks(report), "headline byline paragraph paragraph");
  EXPECT_EQ(write_told(report.byline), "JANE DOE");
  EXPECT_EQ(write_told(report.agency), "AP");
  EXPECT_EQ(write_time(report.filed), "1998-02-05");
}

TEST(Report, a_line_that_ends_inside_a_sentence_goes_on_in_small_letters) {
  const Report report = make_report("Police detained 71 people in two cities on Monday, the interior\nministry said.\nA court sat.", {});
  ASSERT_EQ(report.blocks.size(), 2u);
  EXPECT_EQ(words_of(report.text, report.blocks[1].span), "A court sat.");
}

TEST(Report, one_sentence_a_line_is_a_block_a_line) {
  const Report report = make_report(
      "Gunmen killed two guards at a bank in Aksu on Monday .\nThe men escaped on a motorcycle .\nPolice are looking for them .\n", {});
  EXPECT_EQ(write_blocks(report), "paragraph paragraph paragraph");
  EXPECT_FALSE(report.headline.has_value());
}

TEST(Report, empty_and_blank_texts_have_no_blocks) {
  EXPECT_TRUE(make_report("", {}).blocks.empty());
  EXPECT_TRUE(make_report(" \n\t\n\xC2\xA0", {}).blocks.empty());
}

TEST(Report, odd_bytes_do_no_harm) {
  for (const std::string& text : {std::string("\xFF\xFE\x80", 3), std::string("A\0B", 3), std::string("(((((("), std::string("By "), std::string("—"),
                                  std::string(3000, 'A'), std::string("ISTANBUL ("), std::string("2/5/"), std::string("[[[["), std::string("\xEF\xBB\xBFHi.")})
    expect_sound(make_report(text, {.headline = text}), "odd");
}

}  // namespace
}  // namespace nutgraf
