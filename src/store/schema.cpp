// The tables of a project and how older projects come to have them. Names are meant to be read in a bare sqlite3 shell:
// docs/store.md says what each table tells. A step that has been released is never changed; a new one is added.

#include "store/schema.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace nutgraf::store {

namespace {

constexpr std::string_view version_1 = R"sql(
CREATE TABLE reports (
  number       INTEGER PRIMARY KEY,          -- in the order of import
  id           TEXT NOT NULL UNIQUE,         -- first 16 digits of sha256
  sha256       TEXT NOT NULL UNIQUE,         -- of the bytes as imported
  source       TEXT NOT NULL,                -- file, or file:line
  source_id    TEXT NOT NULL,
  headline     TEXT,
  outlet       TEXT,
  agency       TEXT,
  byline       TEXT,
  section      TEXT,
  url          TEXT,
  dateline     TEXT,
  filed        TEXT,
  updated      TEXT,
  imported     TEXT NOT NULL,
  model        TEXT NOT NULL,                -- versions of the last reading
  lexicon      TEXT NOT NULL,
  read_at      TEXT NOT NULL,
  next_event   INTEGER NOT NULL,             -- number of the next new event's id
  events       INTEGER NOT NULL,
  bytes        INTEGER NOT NULL,             -- as imported
  text         TEXT NOT NULL,
  report       TEXT NOT NULL,                -- the JSON object `report` of its canonical line, without the text
  raw          BLOB                          -- as imported, packed (sqlar_uncompress(raw, bytes)); NULL: the same as the text
) STRICT;
CREATE INDEX reports_filed ON reports (filed);
CREATE INDEX reports_imported ON reports (imported);
CREATE INDEX reports_headline ON reports (headline);
CREATE INDEX reports_outlet ON reports (outlet, filed);

CREATE TABLE answers (
  report       TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
  bytes        INTEGER NOT NULL,             -- unpacked
  answers      BLOB NOT NULL                 -- the JSON object `answers` of its line, packed (sqlar_uncompress(answers, bytes))
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  number       INTEGER PRIMARY KEY,          -- report's number * 65536 + number in the report
  id           TEXT NOT NULL UNIQUE,         -- report's id-e1
  report       TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  type         TEXT NOT NULL,
  mode         TEXT NOT NULL,                -- JSON list
  context      TEXT NOT NULL,                -- JSON list
  status       TEXT NOT NULL,
  certainty    TEXT NOT NULL,
  background   INTEGER NOT NULL,
  earliest     TEXT,
  latest       TEXT,
  place        TEXT,                         -- the most precise one
  country      TEXT,
  lat          REAL,
  lon          REAL,
  precision    TEXT,                         -- of the place
  part_of      TEXT,
  confidence   REAL NOT NULL,
  doubt        REAL NOT NULL,
  state        TEXT NOT NULL,                -- machine, coded, reviewed, disputed, rejected
  edits        INTEGER NOT NULL,
  comments     INTEGER NOT NULL,
  grade        TEXT,
  edited       TEXT NOT NULL,                -- JSON list of the fields that a person changed
  updated      TEXT NOT NULL,                -- when read, or when last edited
  words        TEXT NOT NULL,                -- that tell it, its parties and places, for full text
  terms        TEXT NOT NULL                 -- what facets and filters know of it: a line for each field and value
) STRICT;
CREATE INDEX events_report ON events (report, number);
CREATE INDEX events_type ON events (type, earliest);
CREATE INDEX events_latest ON events (latest, earliest);
CREATE INDEX events_state ON events (state, doubt DESC);

CREATE TABLE records (
  event        INTEGER PRIMARY KEY REFERENCES events (number) ON DELETE CASCADE,
  read_at      TEXT NOT NULL,                -- '' when a person added it; so are model and lexicon
  model        TEXT NOT NULL,                -- versions that read it
  lexicon      TEXT NOT NULL,
  is_found     INTEGER NOT NULL,             -- 0: the last reading did not find it; kept because of its edits
  machine      TEXT,                         -- as read, JSON; NULL when a person added it
  reviewed     TEXT                          -- with the edits; NULL: the same
) STRICT;

CREATE TABLE participants (
  event        INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  side         TEXT NOT NULL,                -- actor, recipient
  position     INTEGER NOT NULL,
  text         TEXT NOT NULL,
  name         TEXT,
  kind         TEXT,
  country      TEXT,
  sector       TEXT NOT NULL,                -- JSON list
  belongs_to   TEXT,                         -- its group
  suspected    INTEGER NOT NULL,
  minor        INTEGER NOT NULL,
  inferred     INTEGER NOT NULL,
  begin_byte   INTEGER,
  end_byte     INTEGER,
  because      TEXT,
  PRIMARY KEY (event, side, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
  event        INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  id           TEXT NOT NULL,
  what         TEXT NOT NULL,
  unit         TEXT,
  value        REAL,
  bound        TEXT NOT NULL,
  low          REAL,
  high         REAL,
  subgroup     TEXT,
  part_of      TEXT,
  speaker      TEXT,
  is_best      INTEGER NOT NULL,
  text         TEXT NOT NULL,
  begin_byte   INTEGER,
  end_byte     INTEGER,
  because      TEXT,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
  number       INTEGER PRIMARY KEY,          -- event's number * 256 + position
  event        INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  text         TEXT NOT NULL,
  name         TEXT,
  country      TEXT,
  admin1       TEXT,
  geonameid    INTEGER,
  lat          REAL,
  lon          REAL,
  precision    TEXT,
  inferred     INTEGER NOT NULL,
  begin_byte   INTEGER,
  end_byte     INTEGER,
  because      TEXT
) STRICT;
CREATE INDEX places_event ON places (event, position);
CREATE INDEX places_geonameid ON places (geonameid);
CREATE VIRTUAL TABLE place_boxes USING rtree (number, west, east, south, north);

CREATE TABLE times (
  event        INTEGER PRIMARY KEY REFERENCES events (number) ON DELETE CASCADE,
  earliest     TEXT,
  latest       TEXT,
  precision    TEXT,
  part_of_day  TEXT,
  basis        TEXT,
  ongoing      INTEGER NOT NULL,
  inferred     INTEGER NOT NULL,
  text         TEXT,
  begin_byte   INTEGER,
  end_byte     INTEGER,
  because      TEXT
) STRICT;

CREATE TABLE attributions (
  event        INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  speaker      TEXT NOT NULL,
  kind         TEXT,
  manner       TEXT,
  via          TEXT,
  begin_byte   INTEGER,
  end_byte     INTEGER,
  because      TEXT,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  event        INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  begin_byte   INTEGER,
  end_byte     INTEGER,
  text         TEXT,
  because      TEXT,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE report_words USING fts5 (headline, text, content = 'reports', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE event_words USING fts5 (words, content = 'events', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER reports_come AFTER INSERT ON reports BEGIN
  INSERT INTO report_words (rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;
CREATE TRIGGER reports_go AFTER DELETE ON reports BEGIN
  INSERT INTO report_words (report_words, rowid, headline, text) VALUES ('delete', old.number, old.headline, old.text);
END;
CREATE TRIGGER reports_change AFTER UPDATE OF headline, text ON reports BEGIN
  INSERT INTO report_words (report_words, rowid, headline, text) VALUES ('delete', old.number, old.headline, old.text);
  INSERT INTO report_words (rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;
CREATE TRIGGER events_come AFTER INSERT ON events BEGIN
  INSERT INTO event_words (rowid, words) VALUES (new.number, new.words);
END;
CREATE TRIGGER events_go AFTER DELETE ON events BEGIN
  INSERT INTO event_words (event_words, rowid, words) VALUES ('delete', old.number, old.words);
END;
CREATE TRIGGER events_change AFTER UPDATE OF words ON events WHEN new.words <> old.words BEGIN
  INSERT INTO event_words (event_words, rowid, words) VALUES ('delete', old.number, old.words);
  INSERT INTO event_words (rowid, words) VALUES (new.number, new.words);
END;
CREATE TRIGGER places_come AFTER INSERT ON places WHEN new.lat IS NOT NULL AND new.lon IS NOT NULL BEGIN
  INSERT INTO place_boxes VALUES (new.number, new.lon, new.lon, new.lat, new.lat);
END;
CREATE TRIGGER places_go AFTER DELETE ON places BEGIN
  DELETE FROM place_boxes WHERE number = old.number;
END;

CREATE TABLE edits (
  id           INTEGER PRIMARY KEY,
  at           TEXT NOT NULL,
  who          TEXT NOT NULL,
  action       TEXT NOT NULL,
  target       TEXT,                         -- id of an event, a report or a story
  path         TEXT,
  value        TEXT,                         -- JSON
  old          TEXT,                         -- JSON: what stood there before
  item         TEXT,                         -- JSON: the list's item that the path meant, to find it again in a newer reading
  reason       TEXT,
  undoes       INTEGER REFERENCES edits (id)
) STRICT;
CREATE INDEX edits_undoes ON edits (undoes) WHERE undoes IS NOT NULL;
CREATE TABLE edit_targets (
  target       TEXT NOT NULL,                -- event
  edit         INTEGER NOT NULL REFERENCES edits (id),
  PRIMARY KEY (target, edit)
) STRICT, WITHOUT ROWID;
CREATE INDEX edit_targets_edit ON edit_targets (edit);
CREATE INDEX edits_added ON edits (target) WHERE action = 'add_event';
CREATE TRIGGER edits_stay BEFORE UPDATE ON edits BEGIN SELECT raise(ABORT, 'the edit log is only added to'); END;
CREATE TRIGGER edits_remain BEFORE DELETE ON edits BEGIN SELECT raise(ABORT, 'the edit log is only added to'); END;

CREATE TABLE changes (
  seq          INTEGER PRIMARY KEY AUTOINCREMENT,
  kind         TEXT NOT NULL,                -- report, event, story
  id           TEXT NOT NULL,
  action       TEXT NOT NULL,                -- created, updated, deleted
  at           TEXT NOT NULL
) STRICT;

CREATE TABLE imports (
  id           INTEGER PRIMARY KEY,
  state        TEXT NOT NULL,                -- running, paused, done, cancelled
  started      TEXT NOT NULL,
  finished     TEXT,
  source       TEXT NOT NULL,                -- paths, one a line
  documents    INTEGER NOT NULL DEFAULT 0,
  total        INTEGER NOT NULL DEFAULT 0,
  bytes        INTEGER NOT NULL DEFAULT 0,
  total_bytes  INTEGER NOT NULL DEFAULT 0,
  events       INTEGER NOT NULL DEFAULT 0,
  errors       INTEGER NOT NULL DEFAULT 0,
  unchanged    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE import_reports (
  import       INTEGER NOT NULL REFERENCES imports (id),
  position     INTEGER NOT NULL,
  report       TEXT NOT NULL,
  outcome      TEXT NOT NULL,                -- added, read_again
  PRIMARY KEY (import, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_errors (
  import       INTEGER NOT NULL REFERENCES imports (id),
  position     INTEGER NOT NULL,
  file         TEXT NOT NULL,
  line         INTEGER NOT NULL,             -- 0: the file as a whole
  message      TEXT NOT NULL,
  PRIMARY KEY (import, position)
) STRICT, WITHOUT ROWID;
)sql";

// Stories, wire copies, and what of each report and event is compared to find them.
constexpr std::string_view version_2 = R"sql(
ALTER TABLE reports ADD COLUMN wire_of TEXT;  -- the first report of nearly the same words; NULL: none, or this one is the first
CREATE INDEX reports_wire_of ON reports (wire_of) WHERE wire_of IS NOT NULL;

CREATE TABLE report_tellings (
  report       INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE,
  telling      TEXT NOT NULL                 -- JSON: the report's words, names and shingles
) STRICT;
CREATE TABLE report_bands (
  band         INTEGER NOT NULL,             -- hash of three neighbouring values of the report's sketch
  report       INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
  PRIMARY KEY (band, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_bands_report ON report_bands (report);
CREATE TABLE event_tellings (
  event        INTEGER PRIMARY KEY REFERENCES events (number) ON DELETE CASCADE,
  telling      TEXT NOT NULL                 -- JSON: what of the event decides whether another report tells it too
) STRICT;
CREATE TABLE event_blocks (
  block        INTEGER NOT NULL,             -- hash of type, week and a place or rare name
  event        INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  PRIMARY KEY (block, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_blocks_event ON event_blocks (event);

CREATE TABLE story_links (
  event        INTEGER PRIMARY KEY REFERENCES events (number) ON DELETE CASCADE,
  joined_to    INTEGER REFERENCES events (number),  -- the event that it was found to be the same as; NULL: it founded a story
  story        TEXT,                         -- the story that it founded
  score        REAL                          -- log odds that they are one event
) STRICT;
CREATE INDEX story_links_joined_to ON story_links (joined_to) WHERE joined_to IS NOT NULL;

CREATE TABLE stories (
  id           TEXT PRIMARY KEY,
  title        TEXT NOT NULL,
  type         TEXT NOT NULL,
  status       TEXT NOT NULL,
  earliest     TEXT,
  latest       TEXT,
  filed        TEXT,                         -- of its last report
  place        TEXT,
  events       INTEGER NOT NULL,             -- without rejected ones
  reports      INTEGER NOT NULL,
  sources      INTEGER NOT NULL,             -- reports, copies of one wire story counted once
  disagrees    INTEGER NOT NULL,             -- sources exclude one another
  figures      TEXT NOT NULL                 -- JSON list: {"what", "low", "high", "best"}
) STRICT, WITHOUT ROWID;
CREATE TABLE story_events (
  event        INTEGER PRIMARY KEY REFERENCES events (number) ON DELETE CASCADE,
  story        TEXT NOT NULL REFERENCES stories (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX story_events_story ON story_events (story, event);
)sql";

constexpr std::array<std::string_view, schema_version> steps = {version_1, version_2};

std::int64_t read_pragma(Database& database, std::string_view name) {
  Query query = database.query(fmt::format("PRAGMA {}", name));
  return query.step() ? query.integer(0) : 0;
}

Result<int> find_version(Database& database, const std::string& path) {
  const std::int64_t application = read_pragma(database, "application_id");
  const std::int64_t version = read_pragma(database, "user_version");
  bool is_empty = true;
  {
    Query query = database.query("SELECT count(*) FROM sqlite_schema");
    is_empty = query.step() && query.integer(0) == 0;
  }
  if (auto done = database.finish(); !done) return std::unexpected(done.error());
  if (application == 0 && version == 0 && is_empty) return 0;
  if (application != application_id) return fail(fmt::format("{}: is a database of another program, not a Nutgraf project", path));
  if (version > schema_version)
    return fail(fmt::format("{}: was written by a newer Nutgraf (version {} of the tables, this one knows {}); use that one", path, version, schema_version));
  return static_cast<int>(version);
}

}  // namespace

Result<void> migrate(Database& database, const std::string& path, int to) {
  auto version = find_version(database, path);
  if (!version) return std::unexpected(version.error());
  for (int next = *version; next < to; ++next) {
    Transaction transaction(database, Transaction::Kind::write);
    database.run(std::string(steps[static_cast<std::size_t>(next)]));
    database.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application_id, next + 1));
    if (auto done = transaction.commit(); !done) return done;
  }
  return {};
}

Result<void> check_version(Database& database, const std::string& path) {
  const auto version = find_version(database, path);
  if (!version) return std::unexpected(version.error());
  if (*version == 0) return fail(fmt::format("{}: holds no project yet", path));
  if (*version < schema_version)
    return fail(fmt::format("{}: was written by an older Nutgraf; open it once for writing (nutgraf project check) to bring it up to date", path));
  return {};
}

}  // namespace nutgraf::store
