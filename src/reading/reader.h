#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "reading/reading.h"
#include "report/report.h"

namespace nutgraf {

enum class ModelName { fast, accurate };

// A reading model, ready to use; safe to share between threads.
class Reader;

// Opens a model built into the program, or from `folder` ("models") when that is not empty.
// Errors: no such file, wrong or damaged weights, features of another version.
Result<std::shared_ptr<const Reader>> load_reader(ModelName model, const std::string& folder);

// Sentences, words, trees, names, numbers and quotations of a report. Same report, same answer, on any thread.
Reading read_words(const Report& report, const Reader& reader);

}  // namespace nutgraf
