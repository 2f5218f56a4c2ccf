import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { is_wide, join_cells } from "../src/desk/clusters";
import { day_number, day_of, extent_of, main_bins, ticks_between } from "../src/desk/scale";
import { shape_at, unpack } from "../src/desk/basemap";
import { say_bytes, say_left } from "../src/import/progress";
import { into_batches } from "../src/import/upload";
import { changes_between, fields_of, held_at, trouble_in } from "../src/report/fields";
import { make_event, make_figure } from "./make";

const cell = (lat: number, lon: number, count: number, precision = "city") => ({ name: "Aksu", lat, lon, count, precision, events: [] as string[], types: { ASSAULT: count } });
const pixels = (scale: number) => (lat: number, lon: number) => ({ x: lon * scale, y: -lat * scale });

test("near_places_are_one_mark_and_far_ones_are_not", () => {
  assert.deepEqual(join_cells([cell(10, 10, 2), cell(10, 11, 3), cell(40, 90, 1)], pixels(2)).map(({ count }) => count), [5, 1]);
  assert.equal(join_cells([cell(10, 10, 2), cell(10, 11, 3)], pixels(100)).length, 2);
});

test("an_event_at_two_places_of_a_mark_counts_once", () => {
  const at = (lat: number, events: string[]) => ({ ...cell(lat, 10, events.length), events });
  assert.equal(join_cells([at(10, ["e1", "e2"]), at(10.1, ["e2"])], pixels(2))[0]!.count, 2);
});

test("a_wide_place_never_joins_a_sharp_one_and_steps_aside", () => {
  const marks = join_cells([cell(10, 10, 2), cell(10, 10, 1, "country")], pixels(2));
  assert.equal(marks.length, 2);
  assert.deepEqual(marks.find((mark) => !mark.is_wide)!.shift, [0, 0]);
  assert.ok(marks.find((mark) => mark.is_wide)!.shift[0] > 0);
  assert.ok(!is_wide({ ...cell(0, 0, 900, "country"), name: undefined }), "a square of the grid");
  assert.ok(is_wide(cell(0, 0, 1, "admin1")) && !is_wide(cell(0, 0, 1, "district")));
});

test("open_ends_reach_the_edge_and_say_so", () => {
  const [first, last] = [day_number("2021-01-01")!, day_number("2021-12-31")!];
  assert.deepEqual(extent_of({ latest: "2021-03-07" }, first, last), { begin: first, end: day_number("2021-03-08"), is_open_before: true, is_open_after: false });
  assert.equal(extent_of({ earliest: "2021-08-01", ongoing: true }, first, last)!.end, last + 1);
  assert.equal(extent_of({ text: "once" }, first, last), undefined);
  assert.equal(day_of(day_number("2024-02-29T10:00")!), "2024-02-29");
});

test("ticks_are_few_and_inside", () => {
  for (const days of [1, 9, 40, 400, 4000, 40000]) {
    const ticks = ticks_between(18000, 18000 + days, 8);
    assert.ok(ticks.length <= 10, `${days} days: ${ticks.length}`);
    assert.ok(ticks.every(({ at }) => at >= 18000 && at <= 18000 + days));
  }
});

const basemap = unpack(JSON.parse(readFileSync(join(process.env.NUTGRAF_SOURCE_DIR ?? "..", "web/basemap.json"), "utf8")));

test("the_map_knows_countries_and_divisions_by_a_point", () => {
  assert.equal(shape_at(basemap.countries, [39.93, 32.86])?.country, "TUR");
  assert.equal(shape_at(basemap.countries, [-1.29, 36.82])?.name, "Kenya");
  assert.equal(shape_at(basemap.divisions, [48.14, 11.58])?.name, "Bavaria");
  assert.equal(shape_at(basemap.countries, [0, -30]), undefined);
  assert.ok(basemap.disputed.length > 0 && basemap.towns.some(({ name, is_capital }) => name === "Ankara" && is_capital));
});

test("files_go_in_batches_below_the_limit_and_too_big_ones_are_named", () => {
  const file = (size: number) => ({ size, name: `${size}` }) as File;
  const mega = 1024 * 1024;
  const { batches, too_big } = into_batches([file(20 * mega), file(10 * mega), file(mega), file(40 * mega)]);
  assert.deepEqual(batches.map((batch) => batch.length), [1, 2]);
  assert.equal(too_big.length, 1);
});

test("time_left_promises_no_more_than_is_known", () => {
  assert.equal(say_left(null), "too early to say how long it takes");
  assert.equal(say_left(13), "about 15 seconds left");
  assert.equal(say_left(70), "about 1 minute left");
  assert.equal(say_bytes(1500), "1.5 kB");
  assert.equal(say_bytes(999), "999 bytes");
});

test("each_changed_field_is_a_change_of_its_own", () => {
  const event = make_event({ id: "e", how_many: [make_figure("f1", 12, { unit: "people" })] });
  const value = { question: "how_many" as const, path: "how_many/f1" };
  const before = held_at(event, value.path);
  const changes = changes_between(value.path, fields_of(value), before, { ...before, value: 14, unit: "" }, "misread");
  assert.deepEqual(changes, [
    { action: "set", path: "how_many/f1/value", value: 14, reason: "misread" },
    { action: "set", path: "how_many/f1/unit", value: null, reason: "misread" },
  ]);
  assert.deepEqual(changes_between(value.path, fields_of(value), before, before, ""), []);
});

test("the_type_and_its_status_change_by_their_own_names", () => {
  const event = make_event({ id: "e" });
  const fields = fields_of({ question: "what", path: "event" });
  assert.deepEqual(changes_between("event", fields, held_at(event, "event"), { ...event, event: "ASSAULT", mode: [] }, ""), [
    { action: "set", path: "event", value: "ASSAULT" }, { action: "set", path: "mode", value: [] },
  ]);
});

test("a_form_that_cannot_hold_is_not_sent", () => {
  const fields = fields_of({ question: "when", path: "when" });
  assert.match(trouble_in(fields, { earliest: "2021-03-09", latest: "2021-03-01", precision: "day" })!, /after/);
  assert.match(trouble_in(fields_of({ question: "who", path: "actor/0" }), { text: "", kind: "group" })!, /needed/);
  assert.equal(trouble_in(fields, { latest: "2021-03-01", precision: "day" }), undefined);
});

test("a_few_far_days_do_not_squeeze_the_timeline", () => {
  const bin = (count: number, open = 0) => ({ count, open });
  const far = [bin(2, 1), ...Array.from({ length: 900 }, () => bin(1, 1)), bin(40, 1), bin(90, 1), bin(70, 2)];
  assert.deepEqual(main_bins(far), far.slice(-3));
  const even = Array.from({ length: 30 }, () => bin(5));
  assert.equal(main_bins(even).length, 30);
  assert.deepEqual(main_bins([]), []);
  assert.equal(main_bins([bin(1), bin(0), bin(0), bin(1)]).length, 4, "of two events none is far");
});
