#include "report/input.h"

#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace nutgraf::report {
namespace {

namespace fs = std::filesystem;

// A folder of its own for each test.
class Input : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("nutgraf_input_" + std::to_string(getpid()) + "_" + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& content) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }
  std::string write_packed(const std::string& name, const std::string& content) {
    const std::string path = (folder_ / name).string();
    const gzFile file = gzopen(path.c_str(), "wb9");
    gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
    gzclose(file);
    return path;
  }

  struct All {
    std::vector<Report> reports;
    std::vector<std::string> failures;  // without the folder
  };
  All read(const std::vector<std::string>& paths, InputLimits limits = {}) {
    All all;
    SourceList list = list_sources(paths);
    for (const Error& failure : list.failures) all.failures.push_back(shorten(failure.message));
    Intake intake(std::move(list.sources), limits);
    while (auto one = intake.next()) {
      if (*one) all.reports.push_back(std::move(**one));
      else all.failures.push_back(shorten(one->error().message));
    }
    return all;
  }
  std::string shorten(std::string message) const {
    const std::string prefix = folder_.string() + "/";
    for (std::size_t at = message.find(prefix); at != std::string::npos; at = message.find(prefix)) message.erase(at, prefix.size());
    return message;
  }

  fs::path folder_;
};

using Failures = std::vector<std::string>;

TEST_F(Input, a_text_file_is_kept_byte_for_byte) {
  const std::string text = "Two held in Aksu\r\n\r\nPolice held two men on Monday.\r\n";
  const All all = read({write("a.txt", text)});
  ASSERT_EQ(all.reports.size(), 1u);
  EXPECT_EQ(all.reports[0].text, text);
  EXPECT_EQ(all.reports[0].source_id, "a.txt");
}

TEST_F(Input, each_report_comes_with_its_bytes_and_its_place) {
  const std::string text = "Two held in Aksu\r\n\r\nPolice held two men on Monday.\r\n";
  const std::string first = R"({"doc_id": "x", "text": "Police held a man."})", second = R"({"text": "Police held two men."})";
  SourceList list = list_sources({write("a.txt", text), write("b.jsonl", first + "\n\nno json\n" + second + "\n"),
                                  write("c.json", "[" + first + "," + second + "]")});
  Intake intake(std::move(list.sources));
  struct Place {
    std::string file;
    std::size_t line;
    bool is_read;
  };
  std::vector<Place> places;
  std::vector<std::string> raw;
  while (auto one = intake.next()) {
    places.push_back({intake.taken().file, intake.taken().line, one->has_value()});
    raw.push_back(intake.taken().raw);
  }
  ASSERT_EQ(places.size(), 6u);
  EXPECT_EQ(places[0].file, "a.txt");
  EXPECT_EQ(places[0].line, 0u);
  EXPECT_EQ(raw[0], text);
  EXPECT_EQ(places[1].line, 1u);
  EXPECT_EQ(raw[1], first);
  EXPECT_EQ(places[2].line, 3u);
  EXPECT_FALSE(places[2].is_read);
  EXPECT_EQ(places[3].line, 4u);
  EXPECT_EQ(raw[3], second);
  EXPECT_EQ(places[4].file, "c.json");
  EXPECT_NE(raw[4], raw[5]);
  EXPECT_FALSE(raw[4].empty());
}

TEST_F(Input, json_lines_give_text_byte_for_byte_and_fields) {
  const All all = read({write("a.jsonl",
                              "\xEF\xBB\xBF{\"doc_id\": \"n1\", \"title\": \"Two held\", \"text\": \"A\\tb \\u00e9 \\\"q\\\"\\n\\nC.\", \"date\": \"2017-02-05\", \"publisher\": \"BBC\", \"url\": \"http://x/\"}\n"
                              "\n"
                              "{\"id\": \"n2\", \"event_text\": \"D.\", \"headline\": \"H\", \"pub_date\": \"5 February 2017\"}\r\n"
                              "{\"id\": 7, \"text\": \"E.\", \"title\": null, \"filed\": null}\n"
                              "{\"text\": \"F.\"}")});
  EXPECT_EQ(all.failures, Failures{});
  ASSERT_EQ(all.reports.size(), 4u);
  EXPECT_EQ(all.reports[0].text, "A\tb \xC3\xA9 \"q\"\n\nC.");
  EXPECT_EQ(all.reports[0].source_id, "n1");
  EXPECT_EQ(all.reports[0].headline->text, "Two held");
  EXPECT_EQ(*all.reports[0].outlet, "BBC");
  EXPECT_EQ(*all.reports[0].url, "http://x/");
  EXPECT_EQ(write_date(all.reports[1].filed->date), "2017-02-05");
  EXPECT_EQ(all.reports[1].headline->text, "H");
  EXPECT_EQ(all.reports[2].source_id, "7");
  EXPECT_FALSE(all.reports[2].headline.has_value());
  EXPECT_EQ(all.reports[3].source_id, "a.jsonl:5");
}

TEST_F(Input, bad_lines_are_told_with_file_and_line_and_the_rest_goes_on) {
  const All all = read({write("a.jsonl",
                              "{\"id\": \"1\", \"text\": \"A.\"}\n"
                              "{\"id\": \"2\", \"text\": \"B.\n"
                              "{\"id\": \"3\"}\n"
                              "[1, 2]\n"
                              "{\"id\": \"5\", \"text\": \"  \"}\n"
                              "{\"id\": \"6\", \"text\": 12}\n"
                              "nonsense\n"
                              "{\"id\": \"8\", \"text\": \"H.\"}\n")});
  ASSERT_EQ(all.reports.size(), 2u);
  EXPECT_EQ(all.reports[1].source_id, "8");
  ASSERT_EQ(all.failures.size(), 6u);
  EXPECT_TRUE(all.failures[0].starts_with("a.jsonl:2: ")) << all.failures[0];
  EXPECT_EQ(all.failures[1], "a.jsonl:3: the object has no \"text\" (or \"event_text\"); add it, or leave the line out");
  EXPECT_EQ(all.failures[2], "a.jsonl:4: a list where an object was expected; write {\"doc_id\": ..., \"text\": ...}");
  EXPECT_EQ(all.failures[3], "a.jsonl:5: \"text\" is empty; leave the line out");
  EXPECT_EQ(all.failures[4], "a.jsonl:6: \"text\" is a number, not a string; put the report's text there");
  EXPECT_TRUE(all.failures[5].starts_with("a.jsonl:7: ")) << all.failures[5];
}

TEST_F(Input, bad_utf8_and_half_surrogates_in_json_are_replaced_and_counted) {
  const All all = read({write("a.jsonl", "{\"text\": \"caf\xE9 closed.\"}\n{\"text\": \"smile \\ud83d end.\"}\n{\"text\": \"\\ud83d\\ude00 kept.\"}\n")});
  EXPECT_EQ(all.failures, Failures{});
  ASSERT_EQ(all.reports.size(), 3u);
  EXPECT_EQ(all.reports[0].text, "caf\xEF\xBF\xBD closed.");
  EXPECT_EQ(all.reports[0].replaced_bytes, 1u);
  EXPECT_EQ(all.reports[1].text, "smile \xEF\xBF\xBD end.");
  EXPECT_EQ(all.reports[1].replaced_bytes, 1u);
  EXPECT_EQ(all.reports[2].text, "\xF0\x9F\x98\x80 kept.");
}

TEST_F(Input, a_json_file_may_be_an_object_a_list_or_lines) {
  const All all = read({write("a.json", "{\n  \"id\": \"1\",\n  \"text\": \"A.\"\n}\n"), write("b.json", "[{\"id\": \"2\", \"text\": \"B.\"},\n {\"id\": \"3\"}]"),
                        write("c.json", "{\"id\": \"4\", \"text\": \"C.\"}\n{\"id\": \"5\", \"text\": \"D.\"}\n"), write("d.json", "[]"), write("e.json", "{\"a\": ")});
  ASSERT_EQ(all.reports.size(), 4u);
  ASSERT_EQ(all.failures.size(), 3u);
  EXPECT_EQ(all.failures[0], "b.json:1: item 2: the object has no \"text\" (or \"event_text\"); add it, or leave the line out");
  EXPECT_EQ(all.failures[1], "d.json:1: the list is empty; leave the file out");
  EXPECT_TRUE(all.failures[2].starts_with("e.json:1: ")) << all.failures[2];
}

TEST_F(Input, packed_files_are_unpacked_whatever_they_are_called) {
  const All all = read({write_packed("a.txt.gz", "Police held two men on Monday."), write_packed("b.jsonl", "{\"text\": \"A.\"}\n{\"text\": \"B.\"}\n")});
  EXPECT_EQ(all.failures, Failures{});
  EXPECT_EQ(all.reports.size(), 3u);
}

TEST_F(Input, gzip_members_one_behind_the_other_are_one_file) {
  const std::string first = write_packed("a.jsonl.gz", "{\"text\": \"A.\"}\n"), second = write_packed("b.gz", "{\"text\": \"B.\"}\n");
  std::ofstream(first, std::ios::binary | std::ios::app) << std::ifstream(second, std::ios::binary).rdbuf();
  EXPECT_EQ(read({first}).reports.size(), 2u);
}

TEST_F(Input, cut_off_and_damaged_gzip_is_an_error) {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "Line " + std::to_string(i * 7919 % 1000) + " of a report.\n";
  const std::string path = write_packed("a.txt.gz", text);
  fs::resize_file(path, fs::file_size(path) / 2);
  std::string packed = write_packed("b.txt.gz", text);
  {
    std::fstream file(packed, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(200);
    file << std::string(64, '\xFF');
  }
  const All all = read({path, packed});
  EXPECT_TRUE(all.reports.empty());
  EXPECT_EQ(all.failures, (Failures{"a.txt.gz: the gzip data is cut off; fetch or pack the file again", "b.txt.gz: the gzip data is damaged; fetch or pack the file again"}));
}

TEST_F(Input, a_gzip_bomb_is_refused) {
  const std::string path = (folder_ / "bomb.jsonl.gz").string();
  const gzFile file = gzopen(path.c_str(), "wb9");
  const std::string zeros(std::size_t{1} << 20, '0');
  for (int i = 0; i < 200; ++i) gzwrite(file, zeros.data(), static_cast<unsigned>(zeros.size()));
  gzclose(file);
  const All all = read({path, write("z.txt", "Police held two men on Monday.")});
  EXPECT_EQ(all.reports.size(), 1u);
  ASSERT_EQ(all.failures.size(), 1u);
  EXPECT_TRUE(all.failures[0].starts_with("bomb.jsonl.gz:1: the gzip data grows")) << all.failures[0];
}

TEST_F(Input, a_hundred_megabytes_on_one_line_are_refused_and_the_next_line_is_read) {
  const std::string path = write("a.jsonl", "");
  {
    std::ofstream file(path, std::ios::binary);
    file << "{\"text\": \"";
    const std::string piece(std::size_t{1} << 20, 'a');
    for (int i = 0; i < 100; ++i) file << piece;
    file << "\"}\n{\"text\": \"B.\"}\n";
  }
  const All all = read({path});
  EXPECT_EQ(all.failures, Failures{"a.jsonl:1: the line is larger than 32 MB, as no report is; split it"});
  ASSERT_EQ(all.reports.size(), 1u);
  EXPECT_EQ(all.reports[0].source_id, "a.jsonl:2");
}

TEST_F(Input, texts_and_pages_have_a_limit_too) {
  const All all = read({write("a.txt", std::string(3000, 'a')), write("b.html", "<p>" + std::string(3000, 'a'))}, {.text_bytes = 2000});
  EXPECT_TRUE(all.reports.empty());
  EXPECT_EQ(all.failures.size(), 2u);
}

TEST_F(Input, what_is_no_text_says_what_it_is) {
  const All all = read({write("a.txt", ""), write("b.txt", " \n\t\n"), write("c.txt", "%PDF-1.4 x"), write("d.txt", std::string("Police\0held", 11)), write("e.txt", "PK\x03\x04zip"),
                        write("f.jsonl", ""), write("g.json", ""), write("h.html", "")});
  EXPECT_TRUE(all.reports.empty());
  EXPECT_EQ(all.failures,
            (Failures{"a.txt: the file is empty; leave it out", "b.txt: the file holds nothing but blanks; leave it out", "c.txt: a PDF file, not a text; extract its text first",
                      "d.txt: a NUL byte at byte 6: binary or damaged; save it as UTF-8 text", "e.txt: a zip archive, not a text; extract its text first",
                      "f.jsonl: the file is empty; leave it out", "g.json: the file is empty; leave it out", "h.html: the file is empty; leave it out"}));
}

TEST_F(Input, encodings_are_found_out) {
  const All all = read({write("a.txt", "\xEF\xBB\xBFPolice in \xC5\x9E" "anl\xC4\xB1urfa."), write("b.txt", std::string("\xFF\xFEP\0o\0.\0", 8)), write("c.txt", std::string("\xFE\xFF\0P\0o\0.", 8)),
                        write("d.txt", "caf\xE9 \x93quoted\x94 \x96 na\xEFve."), write("e.txt", "\x81 caf\xE9."), write("f.txt", "\xC5\x9E" "anl\xC4\xB1urfa and K\xC3\xB6ln, cut \xE2\x80")});
  EXPECT_EQ(all.failures, Failures{});
  ASSERT_EQ(all.reports.size(), 6u);
  EXPECT_EQ(all.reports[0].text, "Police in Şanlıurfa.");
  EXPECT_EQ(all.reports[1].text, "Po.");
  EXPECT_EQ(all.reports[2].text, "Po.");
  EXPECT_EQ(all.reports[3].text, "café “quoted” – naïve.");
  EXPECT_EQ(all.reports[4].replaced_bytes, 1u);
  EXPECT_EQ(all.reports[5].text, "Şanlıurfa and Köln, cut \xEF\xBF\xBD");
  EXPECT_EQ(all.reports[5].replaced_bytes, 2u);
}

TEST_F(Input, folders_are_read_in_order_and_other_files_passed_over) {
  write("in/b.txt", "B.");
  write("in/a/z.txt", "Z.");
  write("in/c.png", "x");
  write("in/.hidden.txt", "H.");
  const SourceList list = list_sources({(folder_ / "in").string()});
  ASSERT_EQ(list.sources.size(), 2u);
  EXPECT_EQ(list.sources[0].name, "a/z.txt");
  EXPECT_EQ(list.sources[1].name, "b.txt");
  EXPECT_EQ(list.bytes, 4u);
}

TEST_F(Input, missing_files_empty_folders_and_loops_are_told) {
  fs::create_directories(folder_ / "empty");
  write("loop/a.txt", "A.");
  fs::create_directory_symlink(folder_ / "loop", folder_ / "loop" / "again");
  fs::create_symlink(folder_ / "self.txt", folder_ / "self.txt");
  const All all = read({(folder_ / "none.txt").string(), (folder_ / "empty").string(), (folder_ / "loop").string(), (folder_ / "self.txt").string()});
  EXPECT_EQ(all.reports.size(), 1u);
  ASSERT_EQ(all.failures.size(), 4u);
  EXPECT_EQ(all.failures[0], "none.txt: no such file or folder; check the path");
  EXPECT_TRUE(all.failures[1].starts_with("empty: no .txt")) << all.failures[1];
  EXPECT_TRUE(all.failures[2].starts_with("loop/again: a symbolic link that leads back")) << all.failures[2];
  EXPECT_TRUE(all.failures[3].starts_with("self.txt: its symbolic links lead in a circle")) << all.failures[3];
}

TEST_F(Input, a_file_without_permission_is_told) {
  const std::string path = write("a.txt", "A.");
  chmod(path.c_str(), 0);
  const bool is_root = geteuid() == 0;  // root may read everything: be nobody for a moment
  if (is_root) {
    ASSERT_EQ(seteuid(65534), 0);
  }
  const All all = read({path});
  if (is_root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  EXPECT_EQ(all.failures, Failures{"a.txt: no permission to read it; try chmod u+r, or another user"});
}

TEST_F(Input, pages_are_read_through_their_metadata_and_main_text) {
  const All all = read({write("a.html",
                              "<html><head><meta charset=\"windows-1252\"><title>Two held in Aksu | Verran Times</title>"
                              "<meta property=\"og:title\" content=\"Two held in Aksu\"><meta property=\"og:site_name\" content=\"Verran Times\">"
                              "<meta property=\"article:published_time\" content=\"2017-02-05T10:15:00Z\"></head>"
                              "<body><nav><a href=/>Home</a></nav><h1>Two held in Aksu</h1><p class=byline>By Jane Doe</p>"
                              "<p>Police in Aksu held two men on Monday over a caf\xE9 fire that killed a guard, officials said.</p>"
                              "<p>The men, both in their twenties, were found in a house near the station, a spokesman said.</p></body></html>")});
  ASSERT_EQ(all.reports.size(), 1u);
  const Report& report = all.reports[0];
  EXPECT_EQ(report.text,
            "Police in Aksu held two men on Monday over a café fire that killed a guard, officials said.\n\n"
            "The men, both in their twenties, were found in a house near the station, a spokesman said.");
  EXPECT_EQ(report.headline->text, "Two held in Aksu");
  EXPECT_EQ(report.byline->text, "Jane Doe");
  EXPECT_EQ(*report.outlet, "Verran Times");
  EXPECT_EQ(write_date(report.filed->date), "2017-02-05");
}

TEST_F(Input, pages_that_are_bombs_or_have_no_text_are_told) {
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "<div>";
  const All all = read({write("a.html", deep + "Text."), write("b.html", "<html><body><script>x()</script></body></html>"), write("c.html", std::string(100, '\0'))});
  EXPECT_TRUE(all.reports.empty());
  ASSERT_EQ(all.failures.size(), 3u);
  EXPECT_EQ(all.failures[1], "b.html: no main text found on the page; save the article's text as .txt if it has one");
}

}  // namespace
}  // namespace nutgraf::report
