// Words must be readable on every ground that they stand on, in light and dark: WCAG AA, 4.5 to 1.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const sheet = readFileSync(join(process.env.NUTGRAF_SOURCE_DIR ?? "..", "web/src/style/base.css"), "utf8");

function colours_of(selector: string): Record<string, string> {
  const body = sheet.slice(sheet.indexOf(`${selector} {`)).split("}")[0]!;
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6}|\d+%)/g)].map(([, name, value]) => [name!, value!]));
}

const light = colours_of(":root");
const schemes = { light, dark: { ...light, ...colours_of(':root[data-theme="dark"]') } };

const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

function luminance(rgb: number[]): number {
  const [r, g, b] = rgb.map((channel) => channel / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: number[], b: number[]): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

const mixed = (over: string, ground: string, share: number): number[] => channels(ground).map((channel, at) => channel * (1 - share) + channels(over)[at]! * share);
const questions = ["what", "who", "whom", "when", "where", "how_many", "says_who"];

for (const [name, colours] of Object.entries(schemes)) {
  const of = (token: string) => colours[token]!;
  const pairs: [string, string][] = [];
  for (const ground of ["paper", "sheet", "hover", "accent-soft"]) pairs.push(["ink", ground], ["soft", ground], ["accent", ground]);
  for (const ground of ["paper", "sheet"]) for (const question of [...questions, "bad", "good", "warn"]) pairs.push([question, ground]);
  pairs.push(["bad", "bad-soft"], ["warn", "warn-soft"], ["sheet", "accent"], ["sheet", "bad"], ["map-ink", "land"]);
  for (const quad of ["quad-1", "quad-2", "quad-3", "quad-4"]) pairs.push(["sheet", quad]);

  test(`words_are_readable_in_${name}`, () => {
    const weak = pairs.map(([words, ground]) => [words, ground, contrast(channels(of(words)), channels(of(ground)))] as const).filter(([, , ratio]) => ratio < 4.5);
    assert.deepEqual(weak, []);
  });

  test(`marked_words_are_readable_in_${name}`, () => {
    for (const strength of ["tint", "tint-lit"])
      for (const question of questions) {
        const ground = mixed(of(question), of("paper"), parseInt(of(strength), 10) / 100);
        assert.ok(contrast(channels(of("ink")), ground) >= 4.5, `${question} ${strength}: ${contrast(channels(of("ink")), ground)}`);
      }
  });
}

test("the_systems_dark_and_the_chosen_dark_are_the_same", () => {
  const chosen = colours_of(':root[data-theme="dark"]');
  assert.deepEqual(colours_of(':root:not([data-theme="light"]):not([data-theme="dark"])'), chosen);
  assert.ok(Object.keys(chosen).length > 30);
});
