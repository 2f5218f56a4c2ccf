#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "reading/reading.h"
#include "reading/report_view.h"
#include "report/report.h"

namespace nutgraf {

enum class ModelName { fast, accurate };

// A reading model, ready to use; safe to share between threads.
class Reader;

// Opens a model built into the program, or from `folder` ("models") when that is not empty.
// `with_network`: the report network too, which only the accurate model can have.
// Errors: no such file, wrong or damaged weights, features of another version.
Result<std::shared_ptr<const Reader>> load_reader(ModelName model, const std::string& folder, bool with_network = false);

// The folder of models in a folder of data, as load_reader takes it: empty, built in, when that is empty.
std::string models_of(const std::string& data_folder);

// Sentences, words, trees, names, numbers and quotations of a report. Same report, same answer, on any thread.
Reading read_words(const Report& report, const Reader& reader);

// Reads plain text without a report's head: blank lines part paragraphs (each is a block of the reading), single line
// breaks are blanks.
Reading read_paragraphs(std::string_view text, const Reader& reader);

// Fills in everything beyond words and sentences, for a reading whose words are given.
void label_words(Reading& reading, const Reader& reader);

// What the first `layers` layers of the accurate model make of the words of these sentences: one row of `states_width`
// numbers a word, in the order of the sentences. Empty for a reader of another model.
constexpr std::size_t states_width = 384;
std::vector<float> word_states(const Reading& reading, const std::vector<std::int32_t>& sentences, std::size_t layers,
                               const Reader& reader);

// What the report network says of this reading, for a reader that has it; null for another.
std::shared_ptr<const reading::ReportView> view_report(const Reading& reading, const Reader& reader);

}  // namespace nutgraf
