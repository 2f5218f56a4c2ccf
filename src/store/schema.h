#pragma once

#include <string>

#include "base/result.h"
#include "store/database.h"

namespace nutgraf::store {

// Marks the file as a project: `file` and `PRAGMA application_id` tell it ("NGRF").
inline constexpr int application_id = 0x4E475246;
inline constexpr int schema_version = 2;

// Brings an empty file or an older project up to a version, step by step, each in one transaction.
// Errors: another program's database, a project of a newer version.
Result<void> migrate(Database& database, const std::string& path, int to = schema_version);

// That the file is a project of this version; for connections that may not write.
Result<void> check_version(Database& database, const std::string& path);

}  // namespace nutgraf::store
