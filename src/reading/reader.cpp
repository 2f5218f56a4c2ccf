#include "reading/reader.h"

namespace nutgraf {

class Reader {};

Result<std::shared_ptr<const Reader>> load_reader(ModelName, const std::string&) { return std::make_shared<const Reader>(); }

Reading read_words(const Report&, const Reader&) { return {}; }

}  // namespace nutgraf
