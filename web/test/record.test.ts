import assert from "node:assert/strict";
import { test } from "node:test";
import { say_amount, say_sum, tree_of_figures } from "../src/record/figures";
import { in_tree_order, whole_of, with_parts } from "../src/record/parts";
import { cautions_of, say_parties, values_of } from "../src/record/values";
import { say_day, say_moment, say_when } from "../src/record/when";
import { event_name } from "../src/record/words";
import { say_edit, value_path } from "../src/record/edits";
import { by_source, grouped, say_field } from "../src/story/sayings";
import { make_event, make_figure } from "./make";

test("hedges_stay_in_the_words", () => {
  assert.equal(say_amount(make_figure("f", 12, { bound: "at_least", high: undefined })), "at least 12");
  assert.equal(say_amount(make_figure("f", 440, { bound: "more_than", low: 441, high: undefined })), "more than 440");
  assert.equal(say_amount({ bound: "range", low: 20, high: 30 }), "20 to 30");
  assert.equal(say_amount({ low: 7 }), "at least 7");
  assert.equal(say_amount({ bound: "vague", text: "dozens" }), "“dozens”");
  assert.equal(say_amount(make_figure("f", 0)), "0");
  assert.equal(say_amount(make_figure("f", 12500)), "12,500");
});

test("a_time_is_never_sharper_than_told", () => {
  assert.equal(say_when({ earliest: "2021-03-06", latest: "2021-03-06", part_of_day: "dawn" }), "6 Mar 2021, dawn");
  assert.equal(say_when({ latest: "2021-03-07", basis: "filing" }), "by 7 Mar 2021 (filing day)");
  assert.equal(say_when({ earliest: "2020-08-01", ongoing: true }), "since 1 Aug 2020, still going on");
  assert.equal(say_when({ earliest: "2021-02-01", latest: "2021-02-28" }), "Feb 2021");
  assert.equal(say_when({ earliest: "2020-01-01", latest: "2020-12-31" }), "2020");
  assert.equal(say_when({ earliest: "2021-03-05", latest: "2021-03-07" }), "5–7 Mar 2021");
  assert.equal(say_when({ text: "on Tuesday" }), "“on Tuesday”");
  assert.equal(say_when(undefined), "");
  assert.equal(say_moment("2021-03-07T18:40"), "7 Mar 2021, 18:40");
  assert.equal(say_day("no date"), "no date");
});

const whole = make_event({ id: "r-e1", how_many: [make_figure("f1", 212, { best: true }), make_figure("f2", 200, { bound: "more_than", low: 201, high: undefined })] });
const part = (number: number, value: number) => make_event({ id: `r-e${number}`, part_of: "e1", how_many: [make_figure(`f${number + 1}`, value)] });

test("parts_hang_under_the_best_figure_of_their_whole_and_are_added_up", () => {
  const [tree, other] = tree_of_figures([whole, part(2, 96), part(3, 71), part(4, 45)]);
  assert.equal(tree!.parts.length, 3);
  assert.equal(other!.parts.length, 0);
  assert.deepEqual(say_sum(tree!), { words: "96 + 71 + 45 = 212, agrees with 212", verdict: "agrees" });
});

test("a_remainder_and_a_conflict_are_told_apart", () => {
  assert.equal(say_sum(tree_of_figures([whole, part(2, 71), part(3, 45)])[0]!)!.words, "71 + 45 = 116; 96 of the whole not broken down");
  assert.equal(say_sum(tree_of_figures([whole, part(2, 200), part(3, 45)])[0]!)!.verdict, "above");
});

test("one_part_or_a_vague_part_makes_no_sum", () => {
  assert.equal(say_sum(tree_of_figures([whole, part(2, 71)])[0]!), null);
  const vague = make_event({ id: "r-e3", part_of: "e1", how_many: [{ id: "f9", what: "detained", bound: "vague", text: "dozens" }] });
  assert.equal(say_sum(tree_of_figures([whole, part(2, 71), vague])[0]!), null);
});

test("figures_that_are_parts_of_each_other_in_a_circle_are_all_shown_once", () => {
  const event = make_event({ id: "r-e1", how_many: [make_figure("f1", 5, { of: "f2" }), make_figure("f2", 5, { of: "f1" })] });
  const count = (nodes: ReturnType<typeof tree_of_figures>): number => nodes.reduce((sum, node) => sum + 1 + count(node.parts), 0);
  assert.equal(count(tree_of_figures([event])), 2);
});

test("parts_come_straight_after_their_whole_with_its_number", () => {
  const events = [make_event({ id: "r-e9" }), part(2, 96), whole, part(3, 71)];
  assert.deepEqual(in_tree_order(events).map(({ event, number }) => [event.id, number]), [["r-e9", "1"], ["r-e1", "2"], ["r-e2", "2.1"], ["r-e3", "2.2"]]);
  assert.equal(whole_of(events[1]!, events), whole);
  assert.equal(with_parts(whole, events).length, 3);
});

test("events_in_a_circle_are_listed_once", () => {
  const events = [make_event({ id: "r-e1", part_of: "r-e2" }), make_event({ id: "r-e2", part_of: "r-e1" })];
  assert.equal(in_tree_order(events).length, 2);
});

test("every_value_has_words_of_its_own_or_says_that_it_is_inferred", () => {
  const event = make_event({
    id: "r-e1",
    evidence: [{ begin: 3, end: 9, text: "detain" }],
    actor: [{ text: "Police", begin: 0, end: 6, sector: ["COP"] }, { text: "the army", inferred: true, because: "from the operation" }],
    when: { latest: "2021-03-07", basis: "filing", inferred: true },
    how_many: [make_figure("f1", 12, { begin: 10, end: 12 })],
  });
  const values = values_of(event);
  assert.deepEqual(values.map(({ path }) => path), ["event", "actor/0", "actor/1", "when", "how_many/f1"]);
  assert.ok(values.every((value) => value.spans.length > 0 || value.is_inferred));
});

test("a_persons_change_shows_at_the_value_it_touched", () => {
  const event = make_event({ id: "r-e1", actor: [{ text: "Police" }], how_many: [make_figure("f1", 12)], review: { state: "coded", edited: ["how_many/f1/value", "mode"], edits: 2, comments: 0 } });
  assert.deepEqual(values_of(event).filter((value) => value.is_edited).map(({ path }) => path), ["event", "how_many/f1"]);
});

test("nothing_but_a_plain_fact_stands_without_a_caution", () => {
  assert.deepEqual(cautions_of(make_event({ id: "1" })), []);
  assert.deepEqual(cautions_of(make_event({ id: "1", status: "planned", certainty: "alleged", background: true })), ["planned", "alleged", "background"]);
  assert.deepEqual(cautions_of(make_event({ id: "1", status: "negated" })), ["did not happen"]);
});

test("types_and_modes_have_words", () => {
  assert.equal(event_name("COERCE", ["arrest"]), "Arrest");
  assert.equal(event_name("ASSAULT", ["firearms", "targeted"]), "Shooting, targeted killing");
  assert.equal(event_name("ASSAULT", []), "Attack");
});

test("an_entry_of_the_log_says_what_was_changed_and_leads_to_its_value", () => {
  const edit = { id: 1, at: "2021-03-08T09:15:00Z", who: "E. T.", target: "e" };
  assert.equal(say_edit({ ...edit, action: "set", path: "how_many/f1/value", old: 12, value: 14 }), "how many/f1/value: 12 → 14");
  assert.equal(say_edit({ ...edit, action: "set", path: "actor/0/country", value: "TUR" }), "actor/0/country: nothing → TUR");
  assert.equal(say_edit({ ...edit, action: "comment", reason: "check it", path: "where/0" }), "“check it” (on where/0)");
  const aksu = (country: string) => ({ text: "Aksu", name: "Aksu", country, geonameid: 1 });
  assert.equal(say_edit({ ...edit, action: "set", path: "where/0", old: aksu("CHN"), value: aksu("TUR") }), "where/0: Aksu, China → Aksu, Turkey");
  assert.equal(say_edit({ ...edit, action: "bulk", value: { action: "accept", events: ["a", "b"] } }), "accept: 2 events at once");
  assert.equal(say_edit({ ...edit, action: "remove_item", path: "actor/0", old: { text: "Police" } }), "removed actor/0: Police");
  assert.deepEqual(["how_many/f1/value", "mode", "when/earliest", "actor", "context", undefined].map(value_path), ["how_many/f1", "event", "when", undefined, undefined, undefined]);
});

test("a_name_written_from_right_to_left_stands_apart_from_its_neighbours", () => {
  const event = make_event({ id: "e", actor: [{ text: "الشرطة" }], recipient: [{ text: "31 people" }] });
  assert.equal(say_parties(event), "\u2068الشرطة\u2069 → \u206831 people\u2069");
  assert.equal(say_parties(make_event({ id: "e" })), "");
});

test("a_storys_values_are_said_in_words", () => {
  assert.equal(say_field("2020-05-04/2020-05-04"), "4 May 2020");
  assert.equal(say_field("/2020-05-04"), "by 4 May 2020");
  assert.equal(say_field("2020-05-04/"), "since 4 May 2020");
  assert.equal(say_field("n/a"), "n/a");
  assert.equal(say_field(["Kaduna", null]), "Kaduna, not told");
});

test("copies_of_a_wire_stand_under_the_first_and_count_as_one_source", () => {
  const said = (report: string, filed: string, value: string) => ({ value, report, event: `${report}-e1`, filed, speaker: "police" });
  const sayings = [said("c", "2020-05-04T13:00", "12"), said("a", "2020-05-04T10:00", "12"), said("d", "2020-05-05T09:00", "17"), said("b", "2020-05-04T11:00", "12")];
  const sources = by_source(sayings, [["a", "b", "c"]]);
  assert.deepEqual(sources.map(({ report, copies }) => [report, copies.map((copy) => copy.report)]), [["a", ["b", "c"]], ["d", []]]);
  assert.deepEqual(grouped("how_many", sayings, [["a", "b", "c"]]).map(({ words, sources }) => [words, sources.length]), [["12", 1], ["17", 1]]);
});
