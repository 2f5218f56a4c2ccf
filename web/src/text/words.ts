// The words of a text, for choosing them with mouse or keyboard. All offsets are UTF-16 units.

export interface Stretch {
  begin: number;
  end: number; // half-open
}

const word = /[$€£¥]?[\p{L}\p{N}\p{M}]+(?:[’'.,:-][\p{L}\p{N}\p{M}]+)*%?/gu;

// In order; "at least 12", "$340,000" and "Al-Qaim" are three words, one and one. Marks between words belong to none.
export const words_of = (text: string): Stretch[] => [...text.matchAll(word)].map((found) => ({ begin: found.index, end: found.index + found[0].length }));

// The whole words that a selection touches; nothing when it touches none.
export function whole_words(words: Stretch[], { begin, end }: Stretch): Stretch | undefined {
  const touched = words.filter((one) => one.begin < end && one.end > begin);
  return touched.length ? { begin: touched[0]!.begin, end: touched[touched.length - 1]!.end } : undefined;
}

// The word before or after those chosen; at the end of the text those chosen themselves. Nothing when there are no words.
export function word_beside(words: Stretch[], chosen: Stretch, way: "before" | "after"): Stretch | undefined {
  const at = way === "after" ? words.findIndex((one) => one.begin >= chosen.end) : words.filter((one) => one.end <= chosen.begin).length - 1;
  return words[at] ?? whole_words(words, chosen) ?? words[0];
}

// One word more or less at the end of those chosen, never less than one.
export function stretched(words: Stretch[], chosen: Stretch, by: "more" | "less"): Stretch {
  if (by === "more") return { begin: chosen.begin, end: Math.max(chosen.end, word_beside(words, chosen, "after")?.end ?? 0) };
  const inside = words.filter((one) => one.begin >= chosen.begin && one.end <= chosen.end);
  return inside.length > 1 ? { begin: chosen.begin, end: inside[inside.length - 2]!.end } : chosen;
}
