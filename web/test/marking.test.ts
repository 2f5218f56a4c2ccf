import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answers } from "../src/api/types";
import { added_item, first_draft, shown_fields, fields_of } from "../src/report/fields";
import { as_event, empty_event, record_of, trouble_with, with_part, type Role } from "../src/report/new_event";
import { byte_length, span_of_units } from "../src/text/bytes";
import { stretched, whole_words, word_beside, words_of } from "../src/text/words";

const text = "In Łódź, police held at least 12 men on Monday. “They marched,” said Mr. O'Dea; $340,000 was seized.";
const words = words_of(text);
const at = (told: string) => ({ begin: text.indexOf(told), end: text.indexOf(told) + told.length });
const say = ({ begin, end }: { begin: number; end: number }) => text.slice(begin, end);

test("words_are_told_apart_and_marks_between_them_belong_to_none", () => {
  assert.deepEqual(words.map(say), ["In", "Łódź", "police", "held", "at", "least", "12", "men", "on", "Monday", "They", "marched", "said", "Mr", "O'Dea", "$340,000", "was", "seized"]);
  assert.deepEqual(words_of(""), []);
});

test("a_selection_is_widened_to_whole_words_and_one_of_no_words_is_none", () => {
  assert.equal(say(whole_words(words, { begin: text.indexOf("eld"), end: text.indexOf("2 men") })!), "held at least 12");
  assert.equal(say(whole_words(words, at(". “They marched,”"))!), "They marched");
  assert.equal(whole_words(words, at("; ")), undefined);
});

test("keys_go_from_word_to_word_and_stretch_over_several", () => {
  assert.equal(say(word_beside(words, at("Łódź"), "after")!), "police");
  assert.equal(say(word_beside(words, at("Łódź"), "before")!), "In");
  assert.equal(say(word_beside(words, at("In"), "before")!), "In");
  assert.equal(say(word_beside(words, at("seized"), "after")!), "seized");
  assert.equal(word_beside([], at("In"), "after"), undefined);
  const two = stretched(words, at("held"), "more");
  assert.equal(say(two), "held at");
  assert.equal(say(stretched(words, two, "less")), "held");
  assert.equal(say(stretched(words, at("held"), "less")), "held");
});

const bytes = (told: string) => span_of_units(text, at(told));

const answers: Answers = {
  what: [{ ...bytes("held"), event: "COERCE", mode: ["arrest", "no such mode"], figure_role: "detained" }],
  who: [{ ...bytes("police"), kind: "state_body", sector: ["COP"], country: "POL" }, { ...bytes("12 men"), kind: "group" }],
  when: [{ ...bytes("Monday"), earliest: "2021-03-08", latest: "2021-03-08", precision: "day", basis: "relative" }],
  where: [{ ...bytes("Łódź"), name: "Łódź", country: "POL", geonameid: 3093133, lat: 51.77, lon: 19.46, precision: "city", runners_up: [] }],
  how_many: [{ ...bytes("at least 12"), value: 12, bound: "at_least", unit: "men", low: 12 }],
  says_who: [{ speaker: bytes("police"), manner: "says" }],
};

const told = (...parts: [Role, string][]) => parts.reduce((draft, [role, told]) => with_part(draft, role, bytes(told), told, answers), empty_event);

test("words_under_their_roles_become_a_record_with_bytes_and_what_was_read_in_them", () => {
  const draft = told(["what", "held"], ["who", "police"], ["whom", "at least 12 men"], ["how_many", "at least 12 men"], ["when", "on Monday"], ["where", "Łódź"], ["says_who", "police"]);
  assert.equal(byte_length(text.slice(0, text.indexOf("held"))), bytes("held").begin);
  assert.ok(bytes("held").begin > text.indexOf("held"), "bytes are not units here");
  assert.deepEqual(record_of(draft), {
    event: "COERCE", mode: ["arrest"], status: "happened", certainty: "stated", evidence: [bytes("held")],
    actor: [{ ...bytes("police"), kind: "state_body", country: "POL", sector: ["COP"] }],
    recipient: [{ ...bytes("at least 12 men"), kind: "group" }],
    how_many: [{ ...bytes("at least 12 men"), what: "detained", bound: "at_least", value: 12, unit: "men" }],
    when: { ...bytes("on Monday"), earliest: "2021-03-08", latest: "2021-03-08", precision: "day", basis: "relative" },
    where: [{ ...bytes("Łódź"), name: "Łódź", country: "POL", geonameid: 3093133, lat: 51.77, lon: 19.46, precision: "city" }],
    says_who: [{ ...bytes("police"), kind: "police", manner: "says" }],
  });
  assert.equal(trouble_with(draft), undefined);
  assert.deepEqual(as_event(draft, "draft").recipient[0]!.text, "at least 12 men");
});

test("an_event_needs_its_words_and_a_type_and_has_one_time", () => {
  assert.match(trouble_with(empty_event)!, /words that tell/);
  assert.match(trouble_with(told(["what", "marched"]))!, /type/);
  const draft = told(["when", "Monday"], ["when", "on Monday"]);
  assert.deepEqual(draft.parts.map(({ text }) => text), ["on Monday"]);
  assert.equal(with_part({ ...empty_event, event: "PROTEST" }, "what", bytes("held"), "held", answers).event, "PROTEST", "a type that a person chose stays");
});

test("a_value_keeps_its_place_in_the_text_as_long_as_its_words_are_those", () => {
  const start = { ...first_draft("whom"), ...bytes("12 men"), text: "12 men" };
  assert.equal(added_item("whom", start, start, undefined).begin, bytes("12 men").begin);
  const other = added_item("whom", start, { ...start, text: "twelve men" }, undefined);
  assert.deepEqual([other.begin, other.end, other.text], [undefined, undefined, "twelve men"]);
});

test("the_ends_of_a_sharp_figure_are_not_asked_for", () => {
  const names = (bound: string) => shown_fields(fields_of({ question: "how_many", path: "how_many/f1" }), { bound }).map(({ name }) => name);
  assert.ok(!names("at_least").includes("low"));
  assert.ok(names("range").includes("low") && names("about").includes("high"));
});
