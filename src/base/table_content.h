#pragma once

#include <string>

#include "base/result.h"
#include "base/table.h"

namespace nutgraf {

// The bytes of a table, from the source's folder or built in. Errors: no such file.
Result<std::string> read_table_content(const TableSource& tables, const std::string& path);

// A table with whatever columns it names itself. Errors as TableSource::read, but no column is unknown or required.
Result<Table> read_table_as_it_stands(const TableSource& tables, const std::string& path);

}  // namespace nutgraf
