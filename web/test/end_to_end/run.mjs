// The whole way a person goes, through the real program in a real browser: import, see it on the map, click the
// evidence, correct, undo, review, merge, split, export, read a text. `node run.mjs PROGRAM EXAMPLES`; 77: no browser here.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { browser_path, drag_over, open_browser, picture, start_desk, until } from "./desk.mjs";

const [program, examples] = process.argv.slice(2);
if (!browser_path) {
  console.log("no Chromium here: skipped");
  process.exit(77);
}

const desk = await start_desk(program);
const problems = [];
const browser = await open_browser(desk.address, problems);
const page = await browser.open_page();
const go = (route) => page.goto(`${desk.address}/${route}`);
const press = (key) => page.keyboard.press(key);
const total_events = async (query = "") => (await desk.get(`/events?limit=1${query}`)).total;
const report_named = async (name) => (await desk.get("/reports?limit=50")).items.find((row) => row.source_id?.includes(name));

// The first event of the examples that is as asked, with its report; so the test does not hang on what the reader makes of one sentence.
async function event_that(is_so) {
  for (const row of (await desk.get("/reports?limit=50&sort=headline")).items) {
    const { events } = await desk.get(`/reports/${row.id}`);
    const event = events.find((one) => is_so(one, events));
    if (event) return { row, event };
  }
  throw new Error(`no event of the examples is as asked: ${is_so}`);
}

const has_parts = (event, events) => events.filter((other) => other.part_of === event.id && other.how_many.some(({ what }) => what === event.how_many[0]?.what)).length > 0;
const counted_party = (event) => event.recipient.find((party) => event.how_many.some((figure) => figure.begin === party.begin && figure.end === party.end && party.begin !== undefined));

async function say_name() {
  await page.getByLabel("Your name or initials").fill("E. Tester");
  await press("Enter");
}

const steps = {
  async an_empty_desk_says_what_to_do() {
    await go("");
    await page.getByText("Nothing here yet").waitFor();
    await picture(page, "empty");
  },

  async files_are_imported_and_what_cannot_be_read_is_listed() {
    await page.getByRole("link", { name: "Import", exact: true }).click();
    const broken = join(desk.folder, "broken.jsonl");
    writeFileSync(broken, '{"text": "cut off\n');
    const files = readdirSync(examples).sort().map((file) => join(examples, file));
    await page.locator(".drop input[type=file]").first().setInputFiles([...files, broken]);
    await page.locator(".import.done").waitFor({ timeout: 60_000 });
    await page.locator(".import table").getByText("broken.jsonl").waitFor();
    assert.ok((await total_events()) > 20);
    await picture(page, "import");
  },

  async pasted_right_to_left_text_is_kept_and_shown_so() {
    await page.getByLabel("Or paste a text").fill("القاهرة - Police in Cairo detained 31 people on Monday, the interior ministry said.");
    await page.getByRole("button", { name: "Import the text" }).click();
    await until("the pasted text", async () => (await page.locator(".import.done").count()) === 2);
  },

  async the_desk_shows_map_timeline_list_and_facets() {
    await page.getByRole("link", { name: "Desk", exact: true }).click();
    await page.locator(".map-mark").first().waitFor();
    await page.locator(".timeline .bars .bar, .timeline .bars .bar-open").first().waitFor({ state: "attached" });
    const events = await total_events();
    await page.locator(".list-head b", { hasText: `${events} events` }).waitFor();
    await page.locator(".facet", { hasText: "Type" }).first().waitFor();
    assert.ok((await page.locator(".map-label").count()) > 5, "names on the map");
    await picture(page, "desk");
  },

  async a_mark_of_several_places_goes_nearer_and_the_list_follows_the_map() {
    const several = page.locator(".map-mark.several").first();
    if (!(await several.count())) return;
    const before = await total_events();
    const view = page.url();
    await several.focus();
    await press("Enter");
    await page.waitForURL((url) => url.href !== view);
    await page.getByLabel("only what the map shows").check();
    await until("fewer events", async () => parseInt(await page.locator(".list-head b").innerText(), 10) < before);
    await page.getByRole("button", { name: "Zoom out" }).click();
    await picture(page, "desk_near");
    await page.getByRole("button", { name: "clear all" }).click();
    await page.locator(".list-head b", { hasText: `${before} events` }).waitFor();
  },

  async a_place_filters_and_the_url_holds_it() {
    const before = await total_events();
    await page.getByRole("button", { name: "Table", exact: true }).click();
    const { name } = (await desk.get("/map?cell=0")).cells.find((cell) => cell.geonameid);
    await page.locator(".place-table").getByRole("button", { name, exact: true }).first().click();
    await page.locator(".chips").waitFor();
    await until("fewer events", async () => parseInt(await page.locator(".list-head b").innerText(), 10) < before);
    assert.match(page.url(), /place=/);
    const filtered = await page.locator(".list-head b").innerText();
    await page.reload();
    await page.locator(".list-head b", { hasText: filtered }).waitFor();
    await page.getByRole("button", { name: "clear all" }).click();
    await page.locator(".list-head b", { hasText: `${before} events` }).waitFor();
    await page.getByRole("button", { name: "Map", exact: true }).click();
  },

  async facets_search_and_brush_filter() {
    await page.locator(".facet", { hasText: "Type" }).first().getByRole("button", { name: /^Attack/ }).click();
    const attacks = await total_events("&type=ASSAULT");
    await page.locator(".list-head b", { hasText: `${attacks} event` }).waitFor();
    await page.getByRole("button", { name: "clear all" }).click();
    await page.locator(".chips").waitFor({ state: "detached" });
    await press("/");
    await page.keyboard.type("teachers");
    await press("Enter");
    await page.locator(".chips", { hasText: "teachers" }).waitFor();
    assert.match(page.url(), /q=teachers/);
    await page.getByRole("button", { name: "clear all" }).click();
    await page.locator(".chips").waitFor({ state: "detached" });
    const box = await page.locator(".timeline .bars").boundingBox();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.9, box.y + 30, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=.*to=/);
    await page.locator(".timeline .band").waitFor();
    await picture(page, "desk_brushed");
    await page.getByRole("button", { name: "clear all" }).click();
    await page.getByRole("button", { name: "Table", exact: true }).click();
    assert.ok((await page.locator(".place-table tbody tr").count()) > 3);
    await picture(page, "desk_table");
    await page.getByRole("button", { name: "Map", exact: true }).click();
  },

  async the_list_is_walked_by_keys_and_enter_opens_the_report() {
    await page.locator(".event-row > button").first().click();
    await press("j");
    await press("j");
    await page.locator(".event-row").nth(2).and(page.locator(".at")).waitFor();
    await page.waitForURL(/sel=/);
    await press("Enter");
    await page.waitForURL(/#\/report\/.*event=/);
    await page.locator(".record.chosen").waitFor();
    await page.goBack();
    await page.locator(".event-row").nth(2).and(page.locator(".at")).waitFor();
  },

  async every_values_words_are_the_words_that_light_up() {
    for (const name of ["06-foiled-plot", "02-market-bombing"]) {
      const row = await report_named(name);
      await go(`#/report/${row.id}`);
      await page.locator(".text-pane .mark").first().waitFor();
      let checked = 0;
      for (const head of await page.locator(".record-head").all()) {
        if ((await head.getAttribute("aria-expanded")) === "false") await head.click();
        for (const row of await page.locator(".record.chosen .answers.q-who .value-words, .record.chosen .answers.q-whom .value-words").all()) {
          await row.click();
          const told = (await row.locator(".words").innerText()).replace(/\s+/g, " ");
          const lit = (await page.locator(".text-pane .lit").allInnerTexts()).join("").replace(/\s+/g, " ");
          if (!lit) continue;
          assert.equal(lit, told);
          ++checked;
        }
      }
      assert.ok(checked > 2, `${name}: ${checked} values checked`);
    }
  },

  async words_lead_to_their_values() {
    const { row, event } = await event_that((one) => counted_party(one));
    await go(`#/report/${row.id}?event=${event.id}`);
    await page.locator(".text-pane .mark.chosen", { hasText: counted_party(event).text }).first().click();
    await page.locator(".record.chosen .answers.q-whom .value.lit").waitFor();
    await page.locator(".record.chosen .answers.q-how_many .value.lit").waitFor();
    await picture(page, "report_lit");
  },

  async parts_stand_under_their_whole() {
    const { row, event } = await event_that(has_parts);
    await go(`#/report/${row.id}?event=${event.id}`);
    await page.locator(".parts .figures.part").first().waitFor();
  },

  async a_figure_is_corrected_in_place_and_undone() {
    await press("6");
    await page.locator(".answers.q-how_many .value.lit").waitFor();
    const params = new URLSearchParams(page.url().split("?")[1]);
    const event = params.get("event");
    const value_of = (record) => record.how_many.find(({ id }) => params.get("value") === `how_many/${id}`).value;
    const before = value_of(await desk.get(`/events/${event}`));
    await press("e");
    await page.getByLabel("Number").fill("213");
    await page.getByLabel("Why (optional)").fill("the ministry corrected itself");
    await picture(page, "edit");
    await press("Enter");
    await say_name();
    await page.locator(".tag.edited").first().waitFor();
    const changed = await desk.get(`/events/${event}`);
    assert.equal(value_of(changed), 213);
    assert.equal(changed.review.state, "coded");
    await page.locator(".history li", { hasText: "the ministry corrected itself" }).waitFor();
    await picture(page, "corrected");
    await page.locator(".record.chosen .record-head").focus();
    await press("u");
    await until("the undo", async () => value_of(await desk.get(`/events/${event}`)) === before);
    await page.locator(".tag.edited").first().waitFor({ state: "detached" });
  },

  async a_place_is_picked_from_the_gazetteer() {
    const { row, event: placed } = await event_that((one) => one.where[0]?.runners_up?.length && one.where[0].begin !== undefined);
    await go(`#/report/${row.id}?event=${placed.id}`);
    await page.locator(".record.chosen .answers.q-where .value", { hasText: placed.where[0].text }).waitFor();
    await press("5");
    await page.locator(".answers.q-where .value.lit").waitFor();
    await press("e");
    await page.locator(".place-picker [role=option]").nth(1).waitFor();
    await picture(page, "place_picker");
    await page.locator(".place-picker [role=option]").nth(1).click();
    await page.getByRole("button", { name: /^Save/ }).click();
    await until("the other place", async () => (await desk.get(`/events/${placed.id}`)).where[0].geonameid !== placed.where[0].geonameid);
    await page.locator(".answers.q-where .tag.edited").waitFor();
  },

  async comments_are_kept_with_their_author() {
    await press("5");
    await page.getByLabel(/^Comment on where/).fill("Check against the court's own list.");
    await press("Enter");
    const entry = page.locator(".history li", { hasText: "E. Tester" }).filter({ hasText: "court's own list" });
    await entry.waitFor();
    await press("Escape");
    await page.reload();
    await page.locator(".answers.q-where .value.lit").waitFor();
    await page.locator(".answers.q-what .value-words").click();
    await entry.getByRole("button", { name: "show" }).click();
    await page.locator(".answers.q-where .value.lit").waitFor();
  },

  async a_missed_event_is_told_by_mouse_and_keys_and_undone() {
    const { id } = await report_named("07-flower-show");
    const { report, events } = await desk.get(`/reports/${id}`);
    const before = events.length;
    const { text } = report;
    const is_once = (word) => text.split(word).length === 2;
    const words = text.match(/\b[a-z]{4,} [a-z]+ [a-z]+ [a-z]{4,}\b/g).map((four) => four.split(" ")).find((four) => is_once(four[0]) && is_once(four[3]));
    await go(`#/report/${id}`);
    await page.locator(".text-pane .block").first().waitFor();
    await drag_over(page, words[0]);
    await page.locator(".words-bar", { hasText: words[0] }).waitFor();
    await press("m");
    await page.locator(".new-part.q-what", { hasText: words[0] }).waitFor();
    await press("ArrowRight");
    await page.locator(".text-pane .picked", { hasText: words[1] }).waitFor();
    await press("Shift+ArrowRight");
    await page.locator(".words-bar", { hasText: words.slice(1, 3).join(" ") }).waitFor();
    await press("3");
    await press("ArrowRight");
    await press("2");
    await page.locator(".new-part.q-who", { hasText: words[3] }).waitFor();
    await page.locator(".new-event").getByLabel("Type").selectOption("PROTEST");
    await page.getByLabel("Demonstration").check();
    await picture(page, "new_event");
    await page.getByRole("button", { name: /^Add the event/ }).click();
    await page.locator(".record.chosen", { hasText: "added by a person" }).waitFor();
    const added = (await desk.get(`/reports/${id}`)).events.find((event) => event.review.added);
    assert.deepEqual([added.event, added.mode, added.evidence[0].text], ["PROTEST", ["demo"], words[0]]);
    assert.deepEqual([added.recipient[0].text, added.actor[0].text], [words.slice(1, 3).join(" "), words[3]]);
    assert.equal(Buffer.from(text).subarray(added.recipient[0].begin, added.recipient[0].end).toString(), added.recipient[0].text);
    await drag_over(page, words[3]);
    await page.locator(".words-bar").getByRole("button", { name: /^Says who/ }).click();
    await page.getByRole("form", { name: "Add Says who" }).getByRole("button", { name: /^Save/ }).click();
    await page.locator(".record.chosen .answers.q-says_who .value", { hasText: words[3] }).waitFor();
    assert.equal((await desk.get(`/events/${added.id}`)).says_who[0].begin, added.actor[0].begin);
    await page.locator(".record.chosen .record-head").focus();
    await press("u");
    await page.locator(".record.chosen .answers.q-says_who .untold").waitFor();
    await press("u");
    await until("the event to be gone", async () => (await desk.get(`/reports/${id}`)).events.length === before);
    await page.locator(".record", { hasText: "added by a person" }).waitFor({ state: "detached" });
  },

  async the_queue_is_worked_by_keys_alone() {
    await press("Escape");
    await page.locator("body").click({ position: { x: 5, y: 400 } });
    await press("g");
    await press("v");
    await page.locator(".queue li.at").waitFor();
    await page.locator(".verdicts").waitFor();
    await until("the record and its words in view", () =>
      page.evaluate(() => {
        const box_of = (one) => document.querySelector(one)?.getBoundingClientRect();
        const [head, words, bar] = [box_of(".record.chosen .record-head"), box_of(".mark.chosen"), box_of(".verdicts")];
        return head && words && head.top >= bar.bottom - 2 && head.bottom <= innerHeight && words.top >= 46 && words.bottom <= innerHeight;
      }),
    );
    await picture(page, "review");
    const first = (await desk.get("/review/queue?limit=3")).items;
    await press("a");
    await until("the acceptance", async () => (await desk.get(`/events/${first[0].id}`)).review.state === "reviewed");
    await page.locator(".queue li").nth(1).and(page.locator(".at")).waitFor();
    await press("r");
    await until("the rejection", async () => (await desk.get(`/events/${first[1].id}`)).review.state === "rejected");
    await press("u");
    await until("the undo", async () => (await desk.get(`/events/${first[1].id}`)).review.state !== "rejected");
    await page.locator(".queue li").nth(1).and(page.locator(".at")).waitFor();
    await press("s");
    await page.locator(".queue li").nth(2).and(page.locator(".at")).waitFor();
    await press("b");
    await page.locator(".queue li").nth(1).and(page.locator(".at")).waitFor();
  },

  async several_are_accepted_after_a_look_and_undone_at_once() {
    await page.getByRole("button", { name: "Several at once…" }).click();
    await page.getByLabel("Why").fill("high confidence, spot checked");
    await page.getByRole("button", { name: "Show what it would touch" }).click();
    await page.locator(".preview li").first().waitFor();
    await picture(page, "bulk");
    const reviewed = await total_events("&state=reviewed");
    const count = parseInt(await page.locator(".preview b").first().innerText(), 10);
    await page.getByRole("button", { name: /^Accept \d+ events?/ }).click();
    await until("the bulk acceptance", async () => (await total_events("&state=reviewed")) === reviewed + count);
    await page.locator(".notices").getByRole("button", { name: "Undo" }).first().click();
    await until("the one undo", async () => (await total_events("&state=reviewed")) === reviewed);
  },

  async a_key_can_be_changed() {
    await press("?");
    await page.getByRole("button", { name: /^Key for Skip/ }).click();
    await press("n");
    await page.getByRole("button", { name: "Key for Skip: n" }).waitFor();
    await page.getByRole("button", { name: /^Key for Reject/ }).click();
    await press("n");
    await page.getByText("is already the key for: Skip").waitFor();
    await page.getByRole("button", { name: "Put all keys back" }).click();
    await press("Escape");
  },

  async stories_are_merged_split_and_put_back() {
    await go("#/stories");
    await page.locator(".story-list li").nth(1).waitFor();
    const before = (await desk.get("/stories?limit=1")).total;
    await page.locator(".story-list li input").nth(0).check();
    await page.locator(".story-list li input").nth(1).check();
    await page.getByLabel("Why they are the same event").fill("the same raid");
    await picture(page, "merge");
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    await until("one story fewer", async () => (await desk.get("/stories?limit=1")).total === before - 1);
    await page.locator(".story-list a", { hasText: "" }).first().waitFor();
    const merged = (await desk.get("/stories?limit=50")).items.find((story) => story.events > 1 && story);
    const edits = (await desk.get("/edits?limit=500")).items;
    assert.equal(edits[edits.length - 1].action, "merge_stories");
    assert.equal(edits[edits.length - 1].reason, "the same raid");
    await page.locator(".notices").getByRole("button", { name: "Undo" }).last().click();
    await until("the undo of the merge", async () => (await desk.get("/stories?limit=1")).total === before);
    assert.ok(merged);
  },

  async a_story_tells_who_said_what() {
    const stories = (await desk.get("/stories?limit=50&sort=events")).items;
    await go(`#/story/${encodeURIComponent(stories[0].id)}`);
    await page.locator(".field-table tbody tr").first().waitFor();
    await page.locator(".story-reports li").first().waitFor();
    await picture(page, "story");
  },

  async data_leaves_masked_and_unmasking_is_on_record() {
    await go("#/desk?type=ASSAULT");
    await page.locator(".event-row").first().waitFor();
    await press("x");
    await page.locator(".formats label").first().waitFor();
    await page.locator(".left-out, .export .good").first().waitFor();
    await picture(page, "export");
    const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save", exact: true }).click()]);
    const lines = readFileSync(await saved.path(), "utf8").trim().split("\n");
    assert.ok(lines.length > 0);
    assert.ok(lines.every((line) => JSON.parse(line)));
    await page.getByLabel("export without masking").check();
    await page.getByLabel("Why the names must go out").fill("handed to the families' lawyers");
    const [named] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save with names" }).click()]);
    assert.ok(readFileSync(await named.path(), "utf8").length > 0);
    const edits = (await desk.get("/edits?limit=500")).items;
    const last = edits[edits.length - 1];
    assert.deepEqual([last.action, last.who, last.reason], ["unmask_export", "E. Tester", "handed to the families' lawyers"]);
    await press("Escape");
  },

  async a_pasted_text_is_coded_at_once_and_not_kept() {
    const before = await total_events();
    await go("#/read");
    await page.getByLabel("Text", { exact: true }).fill("IZMIR, Turkey, March 8, 2021 (Reuters) - Police detained at least 71 people in two cities on Monday, the interior ministry said: 59 in Izmir and 12 in Manisa, two of them minors. <b>Not markup</b>");
    await press("Control+Enter");
    await page.locator(".record").first().waitFor();
    await page.locator(".text-pane", { hasText: "<b>Not markup</b>" }).waitFor();
    await picture(page, "read");
    assert.equal(await total_events(), before);
  },

  async every_control_has_a_name_and_the_head_can_be_skipped() {
    const row = await report_named("01-smuggling-arrests");
    for (const route of ["#/desk", `#/report/${row.id}`, "#/reports", "#/stories", "#/review", "#/import", "#/read"]) {
      await go(route);
      await page.locator("main > *").first().waitFor();
      await page.waitForTimeout(300);
      const nameless = await page.evaluate(() =>
        [...document.querySelectorAll("button, a[href], input, select, textarea, [role=button], [role=slider]")]
          .filter((one) => !(one.getAttribute("aria-label") || one.getAttribute("title") || one.textContent.trim() || one.closest("label")?.textContent.trim() || one.labels?.length))
          .map((one) => one.outerHTML.slice(0, 120)),
      );
      assert.deepEqual(nameless, [], route);
    }
    await go("#/reports");
    await page.reload();
    await page.locator("main > *").first().waitFor();
    await press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
    await press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  },

  async nothing_is_wider_than_a_phone_and_dark_is_dark() {
    const row = await report_named("01-smuggling-arrests");
    const phone = await browser.open_page({ viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: "dark" });
    const routes = { desk: "#/desk", desk_map: "#/desk?pane=map", desk_time: "#/desk?pane=time", desk_filter: "#/desk?pane=filter", report: `#/report/${row.id}`, reports: "#/reports", stories: "#/stories", review: "#/review", import: "#/import", read: "#/read" };
    for (const [name, route] of Object.entries(routes)) {
      await phone.goto(`${desk.address}/${route}`);
      await phone.locator("main > *").first().waitFor();
      await phone.waitForTimeout(300);
      const width = await phone.evaluate(() => Math.max(document.documentElement.scrollWidth, document.querySelector("main").scrollWidth));
      assert.ok(width <= 390, `${name} is ${width} wide`);
      await picture(phone, `phone_${name}`);
    }
    const ground = await phone.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.ok(Math.max(...ground.match(/\d+/g).map(Number)) < 80, ground);
    await phone.context().close();
  },
};

let failed = 0;
for (const [name, step] of Object.entries(steps)) {
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
