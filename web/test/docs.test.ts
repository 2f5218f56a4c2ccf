import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { actions } from "../src/state/keys";
import { views } from "../src/state/url";

const page = readFileSync(join(process.env.NUTGRAF_SOURCE_DIR ?? "..", "docs/screen.md"), "utf8");

test("every_key_and_every_view_is_in_the_docs", () => {
  for (const { key, words } of actions) assert.ok(page.includes(`| \`${key}\` | ${words} |`), `${key}: ${words}`);
  for (const view of views) assert.ok(page.includes(`#/${view}`), view);
});
