// Walks libxml2's tree once and writes down text blocks and the block elements around them. Scripts, forms' controls, pictures and hidden
// parts are left out here; what is article and what is not is decided in main_text.

#include "report/page_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>

#include "base/utf8.h"

namespace nutgraf::report {

namespace {

constexpr int deepest = 1500;

// How an element is walked.
enum class Walk { skip, inline_part, block, line_break, script, link };

struct TagRule {
  Walk walk = Walk::inline_part;
  Tag tag = Tag::other;
};

TagRule rule_of(std::string_view name) {
  static const std::unordered_map<std::string_view, TagRule> rules = {
      {"html", {Walk::block, Tag::body}}, {"body", {Walk::block, Tag::body}}, {"article", {Walk::block, Tag::article}}, {"main", {Walk::block, Tag::main}},
      {"p", {Walk::block, Tag::paragraph}}, {"h1", {Walk::block, Tag::title}}, {"h2", {Walk::block, Tag::heading}}, {"h3", {Walk::block, Tag::heading}},
      {"h4", {Walk::block, Tag::heading}}, {"h5", {Walk::block, Tag::heading}}, {"h6", {Walk::block, Tag::heading}}, {"ul", {Walk::block, Tag::list}},
      {"ol", {Walk::block, Tag::list}}, {"dl", {Walk::block, Tag::list}}, {"li", {Walk::block, Tag::item}}, {"dt", {Walk::block, Tag::item}},
      {"dd", {Walk::block, Tag::item}}, {"blockquote", {Walk::block, Tag::quote}}, {"q", {Walk::inline_part, Tag::other}}, {"table", {Walk::block, Tag::table}},
      {"tbody", {Walk::block, Tag::division}}, {"thead", {Walk::block, Tag::division}}, {"tr", {Walk::block, Tag::division}}, {"td", {Walk::block, Tag::cell}},
      {"th", {Walk::block, Tag::cell}}, {"div", {Walk::block, Tag::division}}, {"section", {Walk::block, Tag::division}}, {"center", {Walk::block, Tag::division}},
      {"pre", {Walk::block, Tag::paragraph}}, {"address", {Walk::block, Tag::division}}, {"header", {Walk::block, Tag::header}}, {"form", {Walk::block, Tag::division}},
      {"details", {Walk::block, Tag::division}}, {"summary", {Walk::block, Tag::heading}}, {"fieldset", {Walk::block, Tag::division}},
      {"hgroup", {Walk::block, Tag::header}}, {"br", {Walk::line_break, Tag::other}}, {"hr", {Walk::line_break, Tag::other}}, {"a", {Walk::link, Tag::other}},
      {"script", {Walk::script, Tag::other}}, {"style", {Walk::skip, Tag::other}}, {"noscript", {Walk::skip, Tag::other}}, {"svg", {Walk::skip, Tag::other}},
      {"iframe", {Walk::skip, Tag::other}}, {"button", {Walk::skip, Tag::other}}, {"input", {Walk::skip, Tag::other}}, {"select", {Walk::skip, Tag::other}},
      {"textarea", {Walk::skip, Tag::other}}, {"label", {Walk::skip, Tag::other}}, {"nav", {Walk::skip, Tag::other}}, {"footer", {Walk::skip, Tag::other}},
      {"aside", {Walk::skip, Tag::other}}, {"dialog", {Walk::skip, Tag::other}}, {"template", {Walk::skip, Tag::other}}, {"canvas", {Walk::skip, Tag::other}},
      {"video", {Walk::skip, Tag::other}}, {"audio", {Walk::skip, Tag::other}}, {"object", {Walk::skip, Tag::other}}, {"embed", {Walk::skip, Tag::other}},
      {"figure", {Walk::skip, Tag::other}}, {"figcaption", {Walk::skip, Tag::other}}, {"picture", {Walk::skip, Tag::other}}, {"menu", {Walk::skip, Tag::other}},
      {"map", {Walk::skip, Tag::other}}, {"amp-ad", {Walk::skip, Tag::other}}, {"amp-sidebar", {Walk::skip, Tag::other}}, {"amp-consent", {Walk::skip, Tag::other}},
      {"amp-social-share", {Walk::skip, Tag::other}}, {"amp-img", {Walk::skip, Tag::other}}, {"amp-carousel", {Walk::skip, Tag::other}},
      {"amp-embed", {Walk::skip, Tag::other}}, {"amp-user-notification", {Walk::skip, Tag::other}}, {"amp-video", {Walk::skip, Tag::other}}};
  const auto found = rules.find(name);
  return found == rules.end() ? TagRule{} : found->second;
}

std::string_view view(const xmlChar* text) { return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text)); }

std::string_view attribute(const xmlNode* node, std::string_view name) {
  for (const xmlAttr* each = node->properties; each != nullptr; each = each->next)
    if (view(each->name) == name) return each->children != nullptr ? view(each->children->content) : std::string_view();
  return {};
}

bool has_attribute(const xmlNode* node, std::string_view name) {
  for (const xmlAttr* each = node->properties; each != nullptr; each = each->next)
    if (view(each->name) == name) return true;
  return false;
}

bool ends_sentence(std::string_view text) {
  for (const std::string_view tail : {"”", "’", "»", "\"", "'", ")", "]", "”", " "})
    while (text.ends_with(tail)) text.remove_suffix(tail.size());
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with("…") || text.ends_with("。") || text.ends_with("।") || text.ends_with(':');
}

class Reader {
 public:
  Reader(PageTree& page, const PageWords& words) : page_(page), words_(words) {}

  // False when the page is nested too deep.
  bool walk(const xmlNode* node, std::int32_t element, int depth, bool in_link) {
    if (depth > deepest) return false;
    for (; node != nullptr; node = node->next) {
      if (node->type == XML_TEXT_NODE) {
        add_text(view(node->content), in_link);
      } else if (node->type == XML_ENTITY_REF_NODE) {
        add_text(" ", in_link);
      } else if (node->type == XML_ELEMENT_NODE) {
        if (!walk_element(node, element, depth, in_link)) return false;
      }
    }
    return true;
  }

  void finish() { close_block(false); }

 private:
  bool walk_element(const xmlNode* node, std::int32_t element, int depth, bool in_link) {
    const std::string_view name = view(node->name);
    const TagRule rule = rule_of(name);
    note_marks(node, name);
    switch (rule.walk) {
      case Walk::script: keep_json_ld(node); return true;
      case Walk::skip: return true;
      case Walk::line_break: break_line(); return true;
      case Walk::link: return is_hidden(node) || walk(node->children, element, depth + 1, true);
      case Walk::inline_part: {
        if (is_hidden(node)) return true;
        const std::string_view names = attribute(node, "class");
        if (!names.empty()) {
          const NameKind kind = kind_of_names(names);
          if (kind == NameKind::hidden || kind == NameKind::caption || kind == NameKind::furniture) return true;
        }
        return walk(node->children, element, depth + 1, in_link);
      }
      case Walk::block: break;
    }
    return walk_block(node, name, rule, element, depth, in_link);
  }

  bool walk_block(const xmlNode* node, std::string_view name, TagRule rule, std::int32_t parent, int depth, bool in_link) {
    if (name == "head") return true;
    if (is_hidden(node)) return true;
    close_block(false);
    const auto index = static_cast<std::int32_t>(page_.elements.size());
    Element element{.tag = rule.tag, .parent = parent, .depth = depth, .first_block = static_cast<std::uint32_t>(page_.blocks.size())};
    element.class_name = std::string(attribute(node, "class"));
    element.names = kind_of(node, name, element.class_name);
    const std::string_view role = attribute(node, "role");
    if (role == "main" && rule.tag == Tag::division) element.tag = Tag::main;
    if (role == "article" && rule.tag == Tag::division) element.tag = Tag::article;
    page_.elements.push_back(std::move(element));
    const std::int32_t outer = std::exchange(element_, index);
    const Tag outer_tag = std::exchange(tag_, rule.tag);
    const bool fine = walk(node->children, index, depth + 1, in_link);
    close_block(false);
    element_ = outer;
    tag_ = outer_tag;
    page_.elements[static_cast<std::size_t>(index)].end_block = static_cast<std::uint32_t>(page_.blocks.size());
    return fine;
  }

  // A page says the same names over and over.
  NameKind kind_of_names(std::string_view names) {
    if (names.empty()) return NameKind::plain;
    const auto known = known_names_.find(names);
    if (known != known_names_.end()) return known->second;
    const NameKind kind = words_.kind_of_names(names);
    known_names_.emplace(names, kind);
    return kind;
  }

  NameKind kind_of(const xmlNode* node, std::string_view name, const std::string& class_name) {
    if (name == "body" || name == "html") return NameKind::plain;
    if (attribute(node, "itemprop") == "articleBody" || attribute(node, "property").ends_with("articleBody")) return NameKind::body;
    const std::string_view role = attribute(node, "role");
    for (const std::string_view furniture : {"navigation", "complementary", "contentinfo", "banner", "search", "dialog", "alertdialog", "menu", "tooltip"})
      if (role == furniture) return NameKind::furniture;
    const NameKind of_class = kind_of_names(class_name);
    const NameKind of_id = kind_of_names(attribute(node, "id"));
    if (of_class == NameKind::plain || (of_class == NameKind::body && of_id != NameKind::plain)) return of_id;
    return of_class;
  }

  static bool is_hidden(const xmlNode* node) {
    if (node->properties == nullptr) return false;
    if (has_attribute(node, "hidden")) return true;
    const std::string_view style = attribute(node, "style");
    if (style.find("display:none") != std::string_view::npos || style.find("display: none") != std::string_view::npos) return !holds_paragraphs(node);
    return false;
  }

  // A paywall hides the article itself by its style; a script shows it again.
  static bool holds_paragraphs(const xmlNode* node) {
    int paragraphs = 0;
    for (const xmlNode* child = node->children; child != nullptr; child = child->next)
      if (child->type == XML_ELEMENT_NODE && view(child->name) == "p") ++paragraphs;
    return paragraphs >= 4;
  }

  static void append_inner_text(const xmlNode* node, std::string& text, int depth) {
    for (; node != nullptr && depth < 50; node = node->next) {
      if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        text += view(node->content);
      } else if (node->type == XML_ELEMENT_NODE && view(node->name) != "script" && view(node->name) != "style") {
        append_inner_text(node->children, text, depth + 1);
        text += ' ';
      }
    }
  }

  static std::string inner_text(const xmlNode* node) {
    std::string text;
    append_inner_text(node->children, text, 0);
    std::string single;
    for (const char c : text) {
      const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!blank)
        single.push_back(c);
      else if (!single.empty() && single.back() != ' ')
        single.push_back(' ');
    }
    if (!single.empty() && single.back() == ' ') single.pop_back();
    return single;
  }

  // Bylines and times that the markup tells: itemprop, rel=author, <time datetime>, class "byline".
  void note_marks(const xmlNode* node, std::string_view name) {
    if (name == "h1" && page_.first_heading.empty()) page_.first_heading = inner_text(node);
    if (node->properties == nullptr) return;
    if (name == "time") {
      const std::string_view when = attribute(node, "datetime");
      page_.marked.emplace_back("time", when.empty() ? inner_text(node) : std::string(when));
    }
    const std::string_view property = attribute(node, "itemprop");
    if (!property.empty() && property.size() < 40) {
      const std::string_view content = attribute(node, "content");
      const std::string_view when = attribute(node, "datetime");
      if (property != "articleBody") page_.marked.emplace_back(lower_case(property), !content.empty() ? std::string(content) : !when.empty() ? std::string(when) : short_text(node));
    }
    if (attribute(node, "rel") == "author") page_.marked.emplace_back("author", short_text(node));
    const std::string_view names = attribute(node, "class");
    if (!names.empty() && names.size() < 120 && (names.find("byline") != std::string_view::npos || names.find("author") != std::string_view::npos))
      page_.marked.emplace_back("byline", short_text(node));
  }

  static std::string short_text(const xmlNode* node) {
    std::string text = inner_text(node);
    return text.size() < 200 ? text : std::string();
  }

  void keep_json_ld(const xmlNode* node) {
    if (attribute(node, "type").find("ld+json") == std::string_view::npos) return;
    std::string content;
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) content += view(child->content);
    page_.json_ld.push_back(std::move(content));
  }

  void add_text(std::string_view text, bool in_link) {
    for (std::size_t at = 0; at < text.size();) {
      const Character c = read_character(text, at);
      if (is_space(c.code_point) || c.code_point == 0x200B || c.code_point == 0xFEFF) {
        if (!open_.text.empty() && open_.text.back() != ' ' && c.code_point != 0x200B && c.code_point != 0xFEFF) {
          open_.text.push_back(' ');
          ++open_.characters;
        }
      } else {
        if (breaks_ == 1) settle_single_break(c.code_point);
        open_.text.append(text, at, c.bytes);
        const std::size_t width = c.code_point >= 0x2E80 && c.code_point < 0xFB00 ? 3 : 1;  // a Chinese character says as much as three letters
        open_.characters += width;
        if (in_link) open_.link_characters += width;
        breaks_ = 0;
      }
      at += c.bytes;
    }
  }

  // Two breaks part paragraphs; what one break does depends on what follows.
  void break_line() {
    ++breaks_;
    if (open_.text.empty()) return;
    if (breaks_ >= 2) return close_block(true);
    line_begin_ = std::exchange(next_line_begin_, open_.text.size());
    if (open_.text.back() != ' ') open_.text.push_back(' ');
  }

  // One break parts paragraphs behind a full stop, and short lines that are no running text ("By Jane Doe"); other lines go on.
  void settle_single_break(char32_t next) {
    std::string_view before = open_.text;
    while (before.ends_with(' ')) before.remove_suffix(1);
    if (before.empty() || is_lower(next)) return;
    const std::size_t line_size = before.size() - std::min(line_begin_, before.size());
    if (ends_sentence(before) || line_size < 70) close_block(true);
  }

  void close_block(bool at_break) {
    while (!open_.text.empty() && open_.text.back() == ' ') open_.text.pop_back();
    if (!open_.text.empty()) {
      open_.tag = tag_;
      open_.element = element_;
      open_.has_stop = ends_sentence(open_.text);
      open_.is_broken_off = at_break;
      page_.blocks.push_back(std::move(open_));
    }
    open_ = TextBlock{};
    breaks_ = 0;
    line_begin_ = next_line_begin_ = 0;
  }

  PageTree& page_;
  const PageWords& words_;
  std::map<std::string, NameKind, std::less<>> known_names_;
  TextBlock open_;
  int breaks_ = 0;  // <br>s since the last character
  std::size_t line_begin_ = 0, next_line_begin_ = 0;  // where the line before the last break began, and the one behind it
  std::int32_t element_ = -1;
  Tag tag_ = Tag::body;
};

// <title>, <meta> and <link rel=canonical>, wherever a careless template has put them.
void read_head(const xmlNode* node, PageTree& page, int depth) {
  for (; node != nullptr && depth < 6; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const std::string_view name = view(node->name);
    if (name == "meta") {
      const std::string_view content = attribute(node, "content");
      for (const std::string_view key : {"property", "name", "itemprop"})
        if (const std::string_view value = attribute(node, key); !value.empty() && !content.empty()) page.meta.emplace_back(lower_case(value), std::string(content));
    } else if (name == "title" && page.title.empty()) {
      if (node->children != nullptr) page.title = std::string(view(node->children->content));
    } else if (name == "link" && lower_case(attribute(node, "rel")) == "canonical") {
      page.canonical_url = std::string(attribute(node, "href"));
    } else if (name == "html" || name == "head" || name == "body") {
      read_head(node->children, page, depth + 1);
    }
  }
}

}  // namespace

Result<PageTree> read_page_tree(const std::string& html, const PageWords& words) {
  struct Free {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
  };
  const std::unique_ptr<xmlDoc, Free> document(htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "UTF-8",
                                                              HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT));
  const xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  if (root == nullptr) return fail("no HTML in it; is it a text file?");
  PageTree page;
  read_head(root, page, 0);
  Reader reader(page, words);
  if (!reader.walk(root, -1, 0, false)) return fail("elements are nested deeper than 1500 levels, as on no real page; clean it by hand");
  reader.finish();
  return page;
}

}  // namespace nutgraf::report
