// The record counts in bytes of UTF-8, the browser in UTF-16 units: "São" is 4 bytes but 3 units, an emoji 4
// bytes and 2 units. Only this file converts.

function bytes_of(code_point: number): number {
  if (code_point < 0x80) return 1;
  if (code_point < 0x800) return 2;
  return code_point < 0x10000 ? 3 : 4;
}

// Turns byte offsets into UTF-16 offsets in one pass over the text. An offset inside a character goes to the
// character's begin; one past the end to the end.
export function utf16_offsets(text: string, byte_offsets: Iterable<number>): Map<number, number> {
  const wanted = [...new Set(byte_offsets)].sort((a, b) => a - b);
  const found = new Map<number, number>();
  let next = 0;
  let bytes = 0;
  for (let at = 0; at < text.length && next < wanted.length; ) {
    const code_point = text.codePointAt(at)!;
    const width = bytes_of(code_point);
    while (next < wanted.length && wanted[next]! < bytes + width) found.set(wanted[next++]!, at);
    bytes += width;
    at += code_point > 0xffff ? 2 : 1;
  }
  while (next < wanted.length) found.set(wanted[next++]!, text.length);
  return found;
}

// The bytes that a stretch of UTF-16 units takes.
export function byte_length(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytes_of(character.codePointAt(0)!);
  return bytes;
}

// A stretch of UTF-16 units as the bytes that it takes.
export function span_of_units(text: string, { begin, end }: { begin: number; end: number }): { begin: number; end: number } {
  const first = byte_length(text.slice(0, begin));
  return { begin: first, end: first + byte_length(text.slice(begin, end)) };
}
