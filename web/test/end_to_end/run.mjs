// The whole way a person goes, through the real program in a real browser: import, see it on the map, click the
// evidence, correct, undo, review, merge, split, export, read a text. `node run.mjs PROGRAM EXAMPLES`; 77: no browser here.

import assert from "node:assert/strict";
import { browser_path, open_browser, picture, start_desk } from "./desk.mjs";
import { desk_steps } from "./desk_steps.mjs";
import { import_steps, long_import_steps } from "./import_steps.mjs";
import { leaving_steps } from "./leaving_steps.mjs";
import { look_steps } from "./look_steps.mjs";
import { report_steps } from "./report_steps.mjs";
import { review_steps, whole_queue_steps } from "./review_steps.mjs";
import { story_steps } from "./story_steps.mjs";
import { make_tools } from "./tools.mjs";

const [program, examples] = process.argv.slice(2);
if (!browser_path) {
  console.log("no Chromium here: skipped");
  process.exit(77);
}

const desk = await start_desk(program);
const problems = [];
const browser = await open_browser(desk.address, problems);
const page = await browser.open_page();
const tools = make_tools(desk, browser, page, examples);
// In this order: each step finds the project as the ones before left it.
const groups = [import_steps, desk_steps, report_steps, review_steps, story_steps, leaving_steps, look_steps, whole_queue_steps, long_import_steps];
const steps = groups.flatMap((group) => Object.entries(group(tools)));

let failed = 0;
for (const [name, step] of steps) {
  try {
    await step();
    assert.deepEqual(problems.splice(0), []);
    console.log(`ok ${name}`);
  } catch (error) {
    ++failed;
    console.log(`not ok ${name}\n${error.stack}`);
    await picture(page, `failed_${name}`);
    if (!process.env.NUTGRAF_GO_ON) break;
  }
}
await browser.close();
await desk.stop();
process.exit(failed ? 1 : 0);
