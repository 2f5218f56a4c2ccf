import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { url_of } from "../src/api/client";
import { facet_names, filter_words, filters_in, join_values, say_count, say_value, toggled, values_in, without } from "../src/state/filters";
import { read_route, with_params, write_route } from "../src/state/url";

test("a_route_survives_the_url", () => {
  const route = { view: "desk" as const, params: { type: "ASSAULT,COERCE", q: "Müller & sons?", from: "2021-03-01", at: "20,15,2" } };
  assert.deepEqual(read_route(write_route(route)), route);
  const report = { view: "report" as const, id: "3fa9/c2", params: { event: "3fa9-e1" } };
  assert.deepEqual(read_route(write_route(report)), report);
});

test("what_is_no_route_leads_to_the_desk", () => {
  assert.equal(read_route("").view, "desk");
  assert.equal(read_route("#/nowhere?x=1").view, "desk");
});

test("an_empty_parameter_is_taken_away", () => {
  assert.deepEqual(with_params({ view: "desk", params: { type: "ASSAULT", q: "x" } }, { type: undefined, q: "" }).params, {});
});

test("only_filters_go_to_the_service", () => {
  assert.deepEqual(filters_in({ type: "ASSAULT", at: "1,2,3", sel: "e1", table: "1" }), { type: "ASSAULT" });
});

test("every_facet_is_a_filter_and_every_filter_of_the_service_has_words", () => {
  for (const name of facet_names) assert.ok(name in filter_words, name);
  const page = readFileSync(join(process.env.NUTGRAF_SOURCE_DIR ?? "..", "docs/service.md"), "utf8");
  const told = /Filters of events([\s\S]*?)\. What each/.exec(page)![1]!;
  const names = [...told.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
  assert.ok(names.length > 25);
  assert.deepEqual(names.filter((name) => !(name in filter_words)), []);
});

test("a_value_is_switched_on_and_off_in_its_list", () => {
  assert.equal(toggled({ type: "ASSAULT" }, "type", "COERCE"), "ASSAULT,COERCE");
  assert.equal(toggled({ type: "ASSAULT,COERCE" }, "type", "ASSAULT"), "COERCE");
  assert.equal(toggled({ type: "COERCE" }, "type", "COERCE"), undefined);
});

test("filters_are_said_in_words", () => {
  assert.equal(say_value("country", "TUR"), "Turkey");
  assert.equal(say_value("type", "ASSAULT"), "Attack");
  assert.equal(say_value("mode", "arrest"), "Arrest");
  assert.equal(say_value("mode", "explosives"), "Bombing");
  assert.equal(say_value("from", "2021-03-01"), "1 Mar 2021");
  assert.equal(say_count(1, "story", "stories"), "1 story");
  assert.equal(say_count(1234, "event"), "1,234 events");
});

test("unset_parameters_stay_out_of_the_request", () => {
  assert.equal(url_of("/events", { type: "A,B", q: "", cursor: undefined, limit: 5 }), "/api/events?type=A%2CB&limit=5");
});

test("a_value_with_a_comma_is_one_value", () => {
  const speaker = "the minister, Ana Ruiz \\ staff";
  const filters = { speaker: toggled({ speaker: "police" }, "speaker", speaker)! };
  assert.deepEqual(values_in(filters, "speaker"), ["police", speaker]);
  assert.equal(without(filters, "speaker", speaker), "police");
  assert.equal(without({ speaker: join_values([speaker]) }, "speaker", speaker), undefined);
  assert.deepEqual(values_in({ q: "Lyon, Monday" }, "q"), ["Lyon, Monday"]);
});
