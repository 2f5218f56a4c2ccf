// Reads what pages tell about their article in JSON-LD, OpenGraph and meta tags. Sites fill these in with less or more care: a headline may carry
// the site's name, an author may be an address, a date may be any form that `times` reads.

#include "report/page_metadata.h"

#include <algorithm>
#include <array>
#include <optional>

#include <simdjson.h>

#include "base/utf8.h"
#include "report/blocks.h"
#include "report/times.h"

namespace nutgraf::report {

namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

// "&amp;" and the like, which some sites leave in their JSON; and tags, which are taken out.
std::string without_markup(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> entities = {{{"&amp;", "&"}, {"&quot;", "\""}, {"&#039;", "'"}, {"&#39;", "'"}, {"&apos;", "'"},
                                                                                       {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}, {"&#8217;", "’"}, {"&#8216;", "‘"},
                                                                                       {"&#8220;", "“"}, {"&#8221;", "”"}}};
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '<' && at + 1 < text.size() && (is_letter(static_cast<unsigned char>(text[at + 1])) || text[at + 1] == '/')) {
      const std::size_t end = text.find('>', at);
      if (end != std::string_view::npos) {
        if (text.substr(at, 3) == "</p" || text.substr(at, 3) == "<br") plain += '\n';
        at = end + 1;
        continue;
      }
    }
    bool is_entity = false;
    if (text[at] == '&')
      for (const auto& [entity, character] : entities)
        if (text.substr(at, entity.size()) == entity) {
          plain += character;
          at += entity.size();
          is_entity = true;
          break;
        }
    if (!is_entity) plain += text[at++];
  }
  return trimmed(plain);
}

std::string read_string(object from, std::string_view key) {
  std::string_view words;
  if (from[key].get(words) == simdjson::SUCCESS) return without_markup(words);
  array list;
  if (from[key].get(list) == simdjson::SUCCESS)
    for (const element one : list)
      if (one.get(words) == simdjson::SUCCESS) return without_markup(words);
  return {};
}

// A person or organisation: a name, an object with a name, or a list of these.
std::string read_names(element value) {
  std::string_view words;
  if (value.get(words) == simdjson::SUCCESS) return words.find("://") == std::string_view::npos ? without_markup(words) : std::string();
  object one;
  if (value.get(one) == simdjson::SUCCESS) {
    element name;
    return one["name"].get(name) == simdjson::SUCCESS ? read_names(name) : std::string();
  }
  array list;
  std::string joined;
  if (value.get(list) == simdjson::SUCCESS)
    for (const element each : list)
      if (const std::string name = read_names(each); !name.empty()) joined += (joined.empty() ? "" : ", ") + name;
  return joined;
}

std::string read_names(object from, std::string_view key) {
  element value;
  return from[key].get(value) == simdjson::SUCCESS ? read_names(value) : std::string();
}

bool is_article_type(std::string_view type) {
  return type.ends_with("Article") || type == "LiveBlogPosting" || type == "BlogPosting" || type == "Report" || type == "NewsStory";
}

bool is_article(object from) {
  element type;
  if (from["@type"].get(type) != simdjson::SUCCESS) return false;
  std::string_view name;
  if (type.get(name) == simdjson::SUCCESS) return is_article_type(name);
  array list;
  if (type.get(list) == simdjson::SUCCESS)
    for (const element one : list)
      if (one.get(name) == simdjson::SUCCESS && is_article_type(name)) return true;
  return false;
}

// The article in a JSON-LD value: itself, in its @graph or mainEntity, or in a list.
std::optional<object> find_article(element value, int depth) {
  if (depth > 4) return std::nullopt;
  array list;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const element one : list)
      if (const auto found = find_article(one, depth + 1)) return found;
    return std::nullopt;
  }
  object from;
  if (value.get(from) != simdjson::SUCCESS) return std::nullopt;
  if (is_article(from)) return from;
  for (const std::string_view key : {"@graph", "mainEntity", "mainEntityOfPage"}) {
    element inner;
    if (from[key].get(inner) == simdjson::SUCCESS)
      if (const auto found = find_article(inner, depth + 1)) return found;
  }
  return std::nullopt;
}

void fill(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

void read_json_ld(const PageTree& page, PageMetadata& metadata) {
  simdjson::dom::parser parser;
  for (std::string json : page.json_ld) {
    std::ranges::replace_if(json, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');  // raw line ends in strings are common
    json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    element root;
    if (parser.parse(json).get(root) != simdjson::SUCCESS) continue;
    const auto article = find_article(root, 0);
    if (!article) continue;
    ReportFields& fields = metadata.fields;
    fill(fields.headline, read_string(*article, "headline"));
    fill(fields.headline, read_string(*article, "name"));
    fill(fields.filed, read_string(*article, "datePublished"));
    fill(fields.filed, read_string(*article, "dateCreated"));
    fill(fields.updated, read_string(*article, "dateModified"));
    fill(fields.byline, read_names(*article, "author"));
    fill(fields.byline, read_names(*article, "creator"));
    fill(fields.outlet, read_names(*article, "publisher"));
    fill(fields.section, read_string(*article, "articleSection"));
    fill(fields.url, read_string(*article, "url"));
    std::string body = read_string(*article, "articleBody");
    if (body.size() > metadata.article_body.size()) metadata.article_body = std::move(body);
  }
}

std::string find_meta(const PageTree& page, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    for (const auto& [key, content] : page.meta)
      if (key == name && !trimmed(content).empty()) return without_markup(content);
  return {};
}

std::string find_marked(const PageTree& page, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    for (const auto& [key, content] : page.marked)
      if (key == name && !trimmed(content).empty()) return trimmed(content);
  return {};
}

// "By Jane Doe" -> "Jane Doe"; an address or a long text is no name.
std::string clean_byline(std::string byline) {
  if (byline.find("://") != std::string::npos || byline.size() > 150) return {};
  const std::string lower = lower_case(byline);
  for (const std::string_view opening : {"by ", "by: ", "written by ", "author: ", "von ", "par "})
    if (lower.starts_with(opening)) return trimmed(std::string_view(byline).substr(opening.size()));
  return byline;
}

// Takes " | The Verran Times" off a title, when it is the site's name or short beside the rest.
std::string without_site(std::string title, std::string_view site) {
  for (const std::string_view mark : {" | ", " – ", " — ", " - ", " « ", " » ", " :: "}) {
    const std::size_t at = title.rfind(mark);
    if (at == std::string::npos || at < 15) continue;
    const std::string tail = title.substr(at + mark.size());
    if ((!site.empty() && normalise(tail) == normalise(site)) || mark == " | " || mark == " « " || tail.size() * 4 < at) {
      title.resize(at);
      return without_site(std::move(title), site);
    }
  }
  return trimmed(title);
}

bool is_time(const std::string& text, const Lexicon& lexicon) { return read_time_field(text, {lexicon, {}}).has_value(); }

}  // namespace

PageMetadata read_metadata(const PageTree& page, const Lexicon& lexicon) {
  PageMetadata metadata;
  read_json_ld(page, metadata);
  ReportFields& fields = metadata.fields;
  if (!is_time(fields.filed, lexicon)) fields.filed.clear();
  if (!is_time(fields.updated, lexicon)) fields.updated.clear();
  fill(fields.outlet, find_meta(page, {"og:site_name", "application-name", "publisher", "dc.publisher", "al:ios:app_name"}));
  const std::string heading = trimmed(page.first_heading);
  fill(fields.headline, without_site(find_meta(page, {"og:title", "headline", "twitter:title", "dc.title", "title"}), fields.outlet));
  if (fields.headline.empty() || (normalise(fields.headline) == normalise(fields.outlet) && !heading.empty())) fields.headline = heading;
  fill(fields.headline, without_site(without_markup(page.title), fields.outlet));
  fill(fields.filed, find_meta(page, {"article:published_time", "article:published", "datepublished", "pubdate", "publishdate", "publish-date", "date", "dc.date.issued", "dc.date",
                                      "dcterms.created", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "og:published_time", "originalpublicationdate",
                                      "article.published", "displaydate", "timestamp"}));
  if (fields.filed.empty() || !is_time(fields.filed, lexicon)) fields.filed = find_marked(page, {"datepublished", "datecreated"});
  if (fields.filed.empty() || !is_time(fields.filed, lexicon)) fields.filed = find_marked(page, {"time"});
  if (!is_time(fields.filed, lexicon)) fields.filed.clear();
  fill(fields.updated, find_meta(page, {"article:modified_time", "article:modified", "datemodified", "lastmod", "last-modified", "og:updated_time", "dcterms.modified"}));
  fill(fields.updated, find_marked(page, {"datemodified"}));
  if (!is_time(fields.updated, lexicon)) fields.updated.clear();
  fill(fields.byline, clean_byline(find_meta(page, {"author", "article:author_name", "parsely-author", "sailthru.author", "byl", "dc.creator", "cxenseparse:author", "article:author"})));
  fill(fields.byline, clean_byline(find_marked(page, {"author", "byline"})));
  fill(fields.section, find_meta(page, {"article:section", "section", "parsely-section", "cxenseparse:section"}));
  std::string address = find_meta(page, {"og:url", "twitter:url"});
  if (!page.canonical_url.empty() && page.canonical_url.find("://") != std::string::npos) address = page.canonical_url;
  if (fields.url.find("://") == std::string::npos) fields.url = address;
  fields.byline = clean_byline(fields.byline);
  return metadata;
}

}  // namespace nutgraf::report
