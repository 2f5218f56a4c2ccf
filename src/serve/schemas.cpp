// What goes over the wire, as JSON Schema. The canonical record itself is described in docs/json.md; here its keys are named as
// far as a program needs them to find its way, and whatever else a record has may stand beside.

#include "serve/schemas.h"

namespace nutgraf::serve {

namespace {

// What is sent to the desk.
constexpr std::string_view sent = R"json(
"Error": {"type": "object", "required": ["error"], "additionalProperties": false, "properties": {
  "error": {"type": "object", "required": ["code", "message"], "additionalProperties": false, "properties": {
    "code": {"type": "string"}, "message": {"type": "string"}, "field": {"type": "string"}}}}},
"Files": {"type": "object", "required": ["file"], "properties": {
  "model": {"type": "string", "description": "of POST /api/read: as in its JSON"},
  "file": {"type": "array", "items": {"type": "string", "format": "binary"}}}},
"Who": {"type": "string", "minLength": 1, "maxLength": 200, "description": "who does it, as it shall stand in the log"},
"Reason": {"type": "string", "maxLength": 10000},
"ReadRequest": {"type": "object", "required": ["text"], "additionalProperties": false, "properties": {
  "text": {"type": "string", "minLength": 1, "description": "the report as filed, or a page's HTML"},
  "title": {"type": "string"}, "filed": {"type": "string"}, "outlet": {"type": "string"}, "url": {"type": "string"},
  "id": {"type": "string", "maxLength": 500}, "model": {"enum": ["fast", "accurate"], "description": "absent: the desk's own"}}},
"ImportRequest": {"type": "object", "required": ["text"], "additionalProperties": false, "properties": {
  "text": {"type": "string", "minLength": 1, "description": "the report as filed, or a page's HTML"},
  "title": {"type": "string"}, "filed": {"type": "string"}, "outlet": {"type": "string"}, "url": {"type": "string"},
  "id": {"type": "string", "maxLength": 500}}},
"Filter": {"type": "object", "description": "the filters of the query string; lists as lists or parted by commas",
  "additionalProperties": {"type": ["string", "number", "boolean", "array"], "items": {"type": ["string", "number"]}}},
"ReviewRequest": {"type": "object", "required": ["action", "who"], "additionalProperties": false, "properties": {
  "action": {"enum": ["accept", "reject", "dispute", "reopen", "set", "add_item", "remove_item", "comment", "grade"]},
  "path": {"type": "string", "maxLength": 200}, "value": {}, "reason": {"$ref": "#/components/schemas/Reason"},
  "who": {"$ref": "#/components/schemas/Who"}}},
"Marked": {"type": "object", "description": "an item of the event record; with begin and end, bytes of the report's text, its words are put in",
  "properties": {"begin": {"$ref": "#/components/schemas/Count"}, "end": {"$ref": "#/components/schemas/Count"}}},
"MarkedList": {"type": "array", "maxItems": 200, "items": {"$ref": "#/components/schemas/Marked"}},
"Names": {"type": "array", "maxItems": 50, "items": {"type": "string"}},
"NewEvent": {"type": "object", "required": ["event", "evidence", "who"], "additionalProperties": false, "properties": {
  "event": {"type": "string", "description": "type of PLOVER"}, "mode": {"$ref": "#/components/schemas/Names"},
  "context": {"$ref": "#/components/schemas/Names"}, "status": {"type": "string"}, "certainty": {"type": "string"}, "background": {"type": "boolean"},
  "part_of": {"type": "string"}, "when": {"$ref": "#/components/schemas/Marked"},
  "actor": {"$ref": "#/components/schemas/MarkedList"}, "recipient": {"$ref": "#/components/schemas/MarkedList"},
  "instrument": {"$ref": "#/components/schemas/MarkedList"}, "where": {"$ref": "#/components/schemas/MarkedList"},
  "how_many": {"$ref": "#/components/schemas/MarkedList"}, "says_who": {"$ref": "#/components/schemas/MarkedList"},
  "evidence": {"type": "array", "minItems": 1, "maxItems": 50, "items": {"type": "object", "required": ["begin", "end"], "additionalProperties": false,
    "properties": {"begin": {"$ref": "#/components/schemas/Count"}, "end": {"$ref": "#/components/schemas/Count"}, "text": {"type": "string"}}}},
  "reason": {"$ref": "#/components/schemas/Reason"}, "who": {"$ref": "#/components/schemas/Who"}}},
"UndoRequest": {"type": "object", "required": ["who"], "additionalProperties": false, "properties": {
  "edit": {"type": "integer", "description": "absent: the last edit that holds"},
  "whose": {"enum": ["mine", "anyone"], "description": "without edit: mine, the default, is the last of who"}, "who": {"$ref": "#/components/schemas/Who"}}},
"BulkRequest": {"type": "object", "required": ["action", "filter"], "additionalProperties": false, "properties": {
  "action": {"enum": ["accept", "reject", "dispute", "reopen"]}, "filter": {"$ref": "#/components/schemas/Filter"},
  "preview": {"type": "boolean", "description": "true, the default: nothing is changed"},
  "reason": {"$ref": "#/components/schemas/Reason"}, "who": {"$ref": "#/components/schemas/Who"}}},
"MergeRequest": {"type": "object", "required": ["stories", "reason", "who"], "additionalProperties": false, "properties": {
  "stories": {"type": "array", "minItems": 2, "maxItems": 100, "items": {"type": "string"}},
  "reason": {"$ref": "#/components/schemas/Reason"}, "who": {"$ref": "#/components/schemas/Who"}}},
"SplitRequest": {"type": "object", "required": ["events", "reason", "who"], "additionalProperties": false, "properties": {
  "events": {"type": "array", "minItems": 1, "maxItems": 10000, "items": {"type": "string"}},
  "reason": {"$ref": "#/components/schemas/Reason"}, "who": {"$ref": "#/components/schemas/Who"}}},
"ExportRequest": {"type": "object", "required": ["unmask", "who", "reason"], "additionalProperties": false, "properties": {
  "filter": {"$ref": "#/components/schemas/Filter"}, "unmask": {"const": true}, "full_text": {"type": "boolean"},
  "places": {"enum": ["exact", "coarse"]},
  "reason": {"type": "string", "minLength": 1, "maxLength": 10000}, "who": {"$ref": "#/components/schemas/Who"}}},
)json";

// The project, its events and its reports.
constexpr std::string_view events = R"json(
"Count": {"type": "integer", "minimum": 0},
"Next": {"type": ["string", "null"], "description": "cursor of the next page; null on the last"},
"Desk": {"type": "object", "required": ["name", "version", "model", "lexicon", "project", "counts", "read_only", "masks"], "properties": {
  "name": {"const": "nutgraf"}, "version": {"type": "string"}, "model": {"type": ["string", "null"]}, "lexicon": {"type": ["string", "null"]},
  "project": {"type": "string"}, "read_only": {"type": "boolean"}, "masks": {"type": "boolean"}, "seq": {"type": "integer"},
  "counts": {"type": "object", "required": ["reports", "events", "stories", "reviewed"], "properties": {
    "reports": {"$ref": "#/components/schemas/Count"}, "events": {"$ref": "#/components/schemas/Count"},
    "stories": {"$ref": "#/components/schemas/Count"}, "reviewed": {"$ref": "#/components/schemas/Count"},
    "edits": {"$ref": "#/components/schemas/Count"}}}}},
"Health": {"type": "object", "required": ["status", "reader"], "additionalProperties": false, "properties": {
  "status": {"const": "ok"}, "reader": {"enum": ["loading", "ready", "failed"]}}},
"OpenAPI": {"type": "object", "required": ["openapi", "info", "paths", "components"]},
"Review": {"type": "object", "required": ["state", "edited", "edits", "comments"], "properties": {
  "state": {"enum": ["machine", "coded", "reviewed", "disputed", "rejected"]},
  "edited": {"type": "array", "items": {"type": "string"}}, "edits": {"$ref": "#/components/schemas/Count"},
  "comments": {"$ref": "#/components/schemas/Count"}, "updated": {"type": ["string", "null"]}, "grade": {"type": ["string", "null"]},
  "gone": {"const": true, "description": "the newest reading does not find it"}, "added": {"const": true, "description": "a person added it"}}},
"Party": {"type": "object", "properties": {"text": {"type": "string"}, "name": {"type": "string"}, "kind": {"type": "string"},
  "country": {"type": "string"}, "sector": {"type": "array", "items": {"type": "string"}}}},
"Event": {"type": "object", "required": ["id", "report_id", "event", "status", "certainty", "actor", "recipient", "where", "how_many",
  "says_who", "evidence", "confidence", "review", "doubt"], "properties": {
  "id": {"type": "string"}, "report_id": {"type": "string"}, "event": {"type": "string"}, "mode": {"type": "array", "items": {"type": "string"}},
  "context": {"type": "array", "items": {"type": "string"}}, "status": {"type": "string"}, "background": {"type": "boolean"},
  "certainty": {"type": "string"}, "actor": {"type": "array", "items": {"$ref": "#/components/schemas/Party"}},
  "recipient": {"type": "array", "items": {"$ref": "#/components/schemas/Party"}},
  "when": {"type": "object"}, "where": {"type": "array", "items": {"type": "object"}},
  "how_many": {"type": "array", "items": {"type": "object", "required": ["id", "what"]}},
  "says_who": {"type": "array", "items": {"type": "object"}}, "evidence": {"type": "array", "items": {"type": "object"}},
  "confidence": {"type": "number", "minimum": 0, "maximum": 1}, "doubt": {"type": "number", "minimum": 0, "maximum": 1},
  "story": {"type": ["string", "null"]}, "outlet": {"type": ["string", "null"]}, "filed": {"type": ["string", "null"]},
  "headline": {"type": ["string", "null"]}, "model": {"type": ["string", "null"]}, "lexicon": {"type": ["string", "null"]},
  "review": {"$ref": "#/components/schemas/Review"}}},
"EventList": {"type": "array", "items": {"$ref": "#/components/schemas/Event"}},
"EventPage": {"type": "object", "required": ["items", "next", "total", "total_is"], "additionalProperties": false, "properties": {
  "items": {"$ref": "#/components/schemas/EventList"}, "next": {"$ref": "#/components/schemas/Next"},
  "total": {"$ref": "#/components/schemas/Count"}, "total_is": {"const": "events"}}},
"Facets": {"type": "object", "required": ["facets", "counts"], "additionalProperties": false, "properties": {
  "facets": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "object", "required": ["value", "count"],
    "additionalProperties": false, "properties": {"value": {"type": "string"}, "count": {"$ref": "#/components/schemas/Count"}}}}},
  "counts": {"type": "object", "required": ["events", "reports", "stories", "undated", "unplaced"],
    "additionalProperties": {"$ref": "#/components/schemas/Count"}}}},
"Map": {"type": "object", "required": ["cells", "unplaced"], "additionalProperties": false, "properties": {
  "cells": {"type": "array", "items": {"type": "object", "required": ["lat", "lon", "count", "precision", "events", "types"], "properties": {
    "lat": {"type": "number", "minimum": -90, "maximum": 90}, "lon": {"type": "number", "minimum": -180, "maximum": 180},
    "count": {"type": "integer", "minimum": 1}, "precision": {"type": "string"},
    "events": {"type": "array", "maxItems": 20, "items": {"type": "string"}},
    "types": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}},
    "name": {"type": "string"}, "geonameid": {"type": "string"}, "radius_km": {"type": "number", "minimum": 0},
    "country": {"type": "string"}, "admin1": {"type": "string"}}}},
  "unplaced": {"$ref": "#/components/schemas/Count"}}},
"Timeline": {"type": "object", "required": ["unit", "bins", "undated"], "additionalProperties": false, "properties": {
  "unit": {"enum": ["day", "week", "month", "year"]}, "undated": {"$ref": "#/components/schemas/Count"},
  "bins": {"type": "array", "items": {"type": "object", "required": ["start", "end", "count", "open"], "additionalProperties": false,
    "properties": {"start": {"type": "string"}, "end": {"type": "string"}, "count": {"$ref": "#/components/schemas/Count"},
      "open": {"$ref": "#/components/schemas/Count"}}}}}},
"Places": {"type": "object", "required": ["items"], "additionalProperties": false, "properties": {"items": {"type": "array", "items": {
  "type": "object", "required": ["geonameid", "name", "events"], "properties": {"geonameid": {"type": "string"}, "name": {"type": "string"},
    "country": {"type": "string"}, "admin1": {"type": "string"}, "lat": {"type": "number"}, "lon": {"type": "number"},
    "precision": {"type": "string"}, "events": {"$ref": "#/components/schemas/Count"}}}}}},
"Gazetteer": {"type": "object", "required": ["items"], "additionalProperties": false, "properties": {"items": {"type": "array", "items": {
  "type": "object", "required": ["geonameid", "name", "lat", "lon", "feature"], "properties": {"geonameid": {"type": "integer"},
    "name": {"type": "string"}, "country": {"type": "string"}, "admin1": {"type": "string"}, "lat": {"type": "number"},
    "lon": {"type": "number"}, "feature": {"type": "string"}, "precision": {"type": "string"}, "population": {"type": "integer"}}}}}},
"ReportItem": {"type": "object", "required": ["id", "source_id", "events", "bytes", "imported", "wire_of"], "properties": {
  "id": {"type": "string"}, "source_id": {"type": "string"}, "sha256": {"type": "string"}, "headline": {"type": "string"},
  "outlet": {"type": "string"}, "agency": {"type": "string"}, "dateline": {"type": "string"}, "filed": {"type": "string"},
  "updated": {"type": "string"}, "imported": {"type": "string"}, "events": {"$ref": "#/components/schemas/Count"},
  "bytes": {"$ref": "#/components/schemas/Count"}, "wire_of": {"type": ["string", "null"]}}},
"ReportPage": {"type": "object", "required": ["items", "next", "total"], "additionalProperties": false, "properties": {
  "items": {"type": "array", "items": {"$ref": "#/components/schemas/ReportItem"}}, "next": {"$ref": "#/components/schemas/Next"},
  "total": {"$ref": "#/components/schemas/Count"}}},
"Report": {"type": "object", "required": ["report", "answers", "events", "sha256"], "properties": {
  "report": {"type": "object", "required": ["source_id", "text", "blocks"]}, "answers": {"type": "object"},
  "events": {"$ref": "#/components/schemas/EventList"}, "wire": {"type": "object", "description": "absent: no other report has nearly the same words"}, "sha256": {"type": "string"}}},
"ReportRead": {"type": "object", "required": ["report", "answers", "events"], "properties": {
  "report": {"type": "object", "required": ["source_id", "text", "blocks"]},
  "answers": {"type": "object", "required": ["when", "where", "who", "how_many", "says_who", "factuality", "what"]},
  "events": {"type": "array", "items": {"type": "object", "required": ["id", "event", "status", "evidence"]}}}},
"Deleted": {"type": "object", "required": ["deleted"], "additionalProperties": false, "properties": {"deleted": {"type": "string"}}},
"Search": {"type": "object", "required": ["reports", "events"], "additionalProperties": false, "properties": {
  "reports": {"type": "array", "items": {"type": "object", "required": ["id", "headline", "snippet", "marks"], "properties": {
    "id": {"type": "string"}, "headline": {"type": "string"}, "filed": {"type": "string"}, "outlet": {"type": "string"},
    "snippet": {"type": "string"}, "marks": {"type": "array", "items": {"type": "array", "minItems": 2, "maxItems": 2,
      "items": {"$ref": "#/components/schemas/Count"}}}}}},
  "events": {"$ref": "#/components/schemas/EventList"}}},
)json";

// Stories, review, imports, exports.
constexpr std::string_view work = R"json(
"StoryItem": {"type": "object", "required": ["id", "title", "type", "events", "reports", "sources", "figures", "disagrees"], "properties": {
  "id": {"type": "string"}, "title": {"type": "string"}, "type": {"type": "string"}, "status": {"type": "string"},
  "earliest": {"type": "string"}, "latest": {"type": "string"}, "place": {"type": "string"},
  "events": {"$ref": "#/components/schemas/Count"}, "reports": {"$ref": "#/components/schemas/Count"},
  "sources": {"$ref": "#/components/schemas/Count"}, "disagrees": {"type": "boolean"},
  "figures": {"type": "array", "items": {"type": "object", "required": ["what"], "properties": {"what": {"type": "string"},
    "low": {"type": "number"}, "high": {"type": "number"}, "best": {"type": "number"}}}}}},
"StoryPage": {"type": "object", "required": ["items", "next", "total"], "additionalProperties": false, "properties": {
  "items": {"type": "array", "items": {"$ref": "#/components/schemas/StoryItem"}}, "next": {"$ref": "#/components/schemas/Next"},
  "total": {"$ref": "#/components/schemas/Count"}}},
"Story": {"type": "object", "required": ["id", "title", "events", "reports", "fields", "tolls", "agreed", "disagreements", "wires", "edits"],
  "properties": {"id": {"type": "string"}, "title": {"type": "string"}, "events": {"$ref": "#/components/schemas/EventList"},
  "reports": {"type": "array"}, "fields": {"type": "object"}, "tolls": {"type": "object"}, "agreed": {"type": "object"},
  "disagreements": {"type": "array"}, "wires": {"type": "array"}, "edits": {"type": "array"}}},
"StoryMade": {"type": "object", "required": ["story"], "additionalProperties": false, "properties": {"story": {"type": "string"}}},
"Edit": {"type": "object", "required": ["id", "at", "who", "action"], "properties": {"id": {"type": "integer"}, "at": {"type": "string"},
  "who": {"type": "string"}, "action": {"type": "string"}, "target": {"type": "string"}, "path": {"type": "string"}, "value": {}, "old": {},
  "reason": {"type": "string"}, "undone_by": {"type": ["integer", "null"]}}},
"EditList": {"type": "object", "required": ["items", "next"], "additionalProperties": false, "properties": {
  "items": {"type": "array", "items": {"$ref": "#/components/schemas/Edit"}}, "next": {"type": ["integer", "null"]}}},
"History": {"type": "object", "required": ["items"], "additionalProperties": false, "properties": {
  "items": {"type": "array", "items": {"$ref": "#/components/schemas/Edit"}}}},
"Reviewed": {"type": "object", "required": ["edit", "event"], "additionalProperties": false, "properties": {
  "edit": {"$ref": "#/components/schemas/Edit"}, "event": {"$ref": "#/components/schemas/Event"}}},
"Undone": {"type": "object", "required": ["edit", "events"], "additionalProperties": false, "properties": {
  "edit": {"$ref": "#/components/schemas/Edit"}, "events": {"$ref": "#/components/schemas/EventList"}}},
"BulkReviewed": {"type": "object", "required": ["count", "sample"], "additionalProperties": false, "properties": {
  "count": {"$ref": "#/components/schemas/Count"}, "sample": {"$ref": "#/components/schemas/EventList"},
  "edit": {"$ref": "#/components/schemas/Edit"}}},
"Changes": {"type": "object", "required": ["items", "next"], "additionalProperties": false, "properties": {
  "items": {"type": "array", "items": {"type": "object", "required": ["seq", "kind", "id", "action", "at"], "additionalProperties": false,
    "properties": {"seq": {"type": "integer"}, "kind": {"enum": ["report", "event", "story"]}, "id": {"type": "string"},
      "action": {"enum": ["created", "updated", "deleted"]}, "at": {"type": "string"}}}},
  "next": {"type": "integer", "description": "`since` of the next call"}}},
"Import": {"type": "object", "required": ["id", "state", "documents", "total", "bytes", "total_bytes", "events", "errors", "unchanged",
  "seconds_left", "error_list"], "properties": {
  "id": {"type": "integer"}, "state": {"enum": ["running", "paused", "done", "cancelled"]}, "started": {"type": "string"},
  "finished": {"type": ["string", "null"]}, "source": {"type": "string"}, "documents": {"$ref": "#/components/schemas/Count"},
  "total": {"type": ["integer", "null"]}, "bytes": {"$ref": "#/components/schemas/Count"},
  "total_bytes": {"$ref": "#/components/schemas/Count"}, "events": {"$ref": "#/components/schemas/Count"},
  "errors": {"$ref": "#/components/schemas/Count"}, "unchanged": {"$ref": "#/components/schemas/Count"},
  "seconds_left": {"type": ["number", "null"]},
  "error_list": {"type": "array", "items": {"type": "object", "required": ["file", "line", "message"], "properties": {
    "file": {"type": "string"}, "line": {"type": ["integer", "null"]}, "message": {"type": "string"}}}}}},
"ImportList": {"type": "object", "required": ["items"], "additionalProperties": false, "properties": {
  "items": {"type": "array", "items": {"$ref": "#/components/schemas/Import"}}}},
"ImportStarted": {"type": "object", "required": ["id"], "additionalProperties": false, "properties": {"id": {"type": "integer"}}},
"Formats": {"type": "object", "required": ["formats"], "additionalProperties": false, "properties": {
  "formats": {"type": "array", "items": {"type": "object", "required": ["id", "name", "extension", "profile", "description"],
    "additionalProperties": {"type": "string"}}}}},
"LeftOut": {"type": "object", "required": ["count", "reasons", "items"], "additionalProperties": false, "properties": {
  "count": {"$ref": "#/components/schemas/Count"}, "reasons": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Count"}},
  "items": {"type": "array", "items": {"type": "object", "required": ["id", "reason"], "additionalProperties": false, "properties": {
    "id": {"type": "string"}, "reason": {"type": "string"}, "message": {"type": "string"}}}}}}
)json";

}  // namespace

std::string schemas_text() {
  std::string text = "{";
  for (const std::string_view part : {sent, events, work}) text += part;
  return text += "}";
}

}  // namespace nutgraf::serve
