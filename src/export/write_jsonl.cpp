// The canonical form for others: the report line of docs/json.md as released, one object a report.

#include "export/format_writer.h"

namespace nutgraf::export_ {

namespace {

class JsonLines : public FormatWriter {
 public:
  void add(const Json& line, Export& out) override {
    if (out.parts.empty()) out.parts.push_back({"reports.jsonl", "", 0});
    out.parts[0].bytes += line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    ++out.parts[0].rows;
  }
  void finish(Export& out) override {
    if (out.parts.empty()) out.parts.push_back({"reports.jsonl", "", 0});
  }
};

}  // namespace

std::unique_ptr<FormatWriter> make_jsonl(const Codebook&) { return std::make_unique<JsonLines>(); }

}  // namespace nutgraf::export_
