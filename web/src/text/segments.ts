// Cuts a report's text at every begin and end of a value's words, so that overlapping values ("212 people" is
// both whom and how many) can be coloured and clicked together: each segment knows every value that it belongs to.

import type { Block, Report } from "../api/types";
import { utf16_offsets } from "./bytes";

export interface Marked {
  key: string;
  begin: number; // bytes
  end: number;
}

export interface Segment {
  text: string;
  begin: number; // UTF-16 units
  keys: string[]; // shortest words first
}

export interface Paragraph {
  kind: string;
  repeats: boolean;
  segments: Segment[];
}

function with_gaps(report: Report, at: Map<number, number>): { kind: string; repeats: boolean; begin: number; end: number }[] {
  const found: { kind: string; repeats: boolean; begin: number; end: number }[] = [];
  const keep = (kind: string, repeats: boolean, begin: number, end: number) => {
    if (report.text.slice(begin, end).trim()) found.push({ kind, repeats, begin, end });
  };
  let reached = 0;
  const blocks: Block[] = [...report.blocks].sort((a, b) => a.begin - b.begin);
  for (const block of blocks) {
    const begin = Math.max(at.get(block.begin)!, reached);
    const end = at.get(block.end)!;
    if (end <= begin) continue;
    keep("other", false, reached, begin);
    keep(block.kind, block.repeats !== undefined, begin, end);
    reached = end;
  }
  keep("other", false, reached, report.text.length);
  return found;
}

export function cut_into_paragraphs(report: Report, marks: Marked[]): Paragraph[] {
  const blocks = report.blocks ?? [];
  const at = utf16_offsets(report.text, [...marks, ...blocks].flatMap(({ begin, end }) => [begin, end]));
  const placed = marks
    .map((mark) => ({ key: mark.key, begin: at.get(mark.begin)!, end: at.get(mark.end)! }))
    .filter((mark) => mark.begin < mark.end)
    .sort((a, b) => a.end - a.begin - (b.end - b.begin) || a.begin - b.begin);
  return with_gaps({ ...report, blocks }, at).map(({ kind, repeats, begin, end }) => {
    const inside = placed.filter((mark) => mark.begin < end && mark.end > begin);
    const cuts = new Set([begin, end]);
    for (const mark of inside) {
      cuts.add(Math.max(mark.begin, begin));
      cuts.add(Math.min(mark.end, end));
    }
    const edges = [...cuts].sort((a, b) => a - b);
    const segments = edges.slice(1).map((edge, index) => {
      const from = edges[index]!;
      const keys = inside.filter((mark) => mark.begin <= from && mark.end >= edge).map((mark) => mark.key);
      return { text: report.text.slice(from, edge), begin: from, keys: [...new Set(keys)] };
    });
    return { kind, repeats, segments };
  });
}
