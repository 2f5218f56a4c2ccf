import assert from "node:assert/strict";
import { test } from "node:test";
import type { Report } from "../src/api/types";
import { byte_length, utf16_offsets } from "../src/text/bytes";
import { cut_into_paragraphs } from "../src/text/segments";

test("bytes_become_units_past_accents_and_emoji", () => {
  const text = "São 👍 Nürnberg 日本 end";
  for (const words of ["São", "👍", "Nürnberg", "日本", "end"]) {
    const begin = byte_length(text.slice(0, text.indexOf(words)));
    const end = begin + byte_length(words);
    const at = utf16_offsets(text, [begin, end]);
    assert.equal(text.slice(at.get(begin), at.get(end)), words);
    assert.equal(Buffer.from(text).subarray(begin, end).toString(), words);
  }
});

test("an_offset_inside_a_character_goes_to_its_begin_and_one_past_the_end_to_the_end", () => {
  assert.equal(utf16_offsets("aé!", [2]).get(2), 1);
  assert.equal(utf16_offsets("aé!", [99]).get(99), 3);
  assert.equal(utf16_offsets("", [0]).get(0), 0);
});

const report: Report = {
  text: "Müller held\n\nPolice held 12 people.\nUntold tail",
  blocks: [{ kind: "headline", begin: 0, end: 12 }, { kind: "paragraph", begin: 14, end: 36 }],
};

test("overlapping_values_share_segments_and_the_shortest_words_come_first", () => {
  const at = byte_length(report.text.slice(0, report.text.indexOf("12 people")));
  const [, paragraph] = cut_into_paragraphs(report, [
    { key: "evidence", begin: at - 5, end: at + 9 },
    { key: "whom", begin: at, end: at + 9 },
    { key: "figure", begin: at, end: at + 2 },
  ]);
  assert.deepEqual(paragraph!.segments.map(({ text, keys }) => [text, keys]), [
    ["Police ", []], ["held ", ["evidence"]], ["12", ["figure", "whom", "evidence"]], [" people", ["whom", "evidence"]], [".", []],
  ]);
});

test("text_outside_every_block_is_not_lost", () => {
  const paragraphs = cut_into_paragraphs(report, []);
  assert.deepEqual(paragraphs.map(({ kind }) => kind), ["headline", "paragraph", "other"]);
  assert.equal(paragraphs.map(({ segments }) => segments.map(({ text }) => text).join("")).join("").replace(/\s/g, ""), report.text.replace(/\s/g, ""));
});

test("a_report_without_blocks_is_one_paragraph", () => {
  assert.equal(cut_into_paragraphs({ text: "Only this.", blocks: [] }, []).length, 1);
});

test("a_mark_over_two_blocks_is_marked_in_both", () => {
  const paragraphs = cut_into_paragraphs(report, [{ key: "x", begin: 8, end: 20 }]);
  assert.ok(paragraphs.slice(0, 2).every(({ segments }) => segments.some(({ keys }) => keys.includes("x"))));
});
