// The same event across reports.

import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { picture, until } from "./desk.mjs";

const blast = join(dirname(fileURLToPath(import.meta.url)), "blast.jsonl");

export const story_steps = ({ desk, page, go, press }) => {
  const count_stories = async () => (await desk.get("/stories?limit=1")).total;
  const last_edit = async () => (await desk.get("/edits?limit=500")).items.at(-1);
  const row_of = (id) => page.locator(".story-list li", { has: page.locator(`a[href="#/story/${encodeURIComponent(id)}"]`) });
  const merge = async (ids, reason) => {
    const before = await count_stories();
    await go("#/stories");
    for (const id of ids) await row_of(id).locator("input").check();
    await page.getByLabel("Why they are the same event").fill(reason);
    await picture(page, "merge");
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    await until("one story fewer", async () => (await count_stories()) === before - ids.length + 1);
    const { action, reason: told } = await last_edit();
    assert.deepEqual([action, told], ["merge_stories", reason]);
  };
  // Two stories of one event each, as the list has them first.
  const two_stories = async () => (await desk.get("/stories?limit=50&sort=-when")).items.filter((story) => story.events === 1).slice(0, 2);
  const members = async (id) => (await desk.get(`/stories/${encodeURIComponent(id)}`)).events.map((event) => event.id).sort();

  return {
    async a_merge_is_undone_from_its_notice() {
      const before = await count_stories();
      const [one, other] = await two_stories();
      await merge([one.id, other.id], "the same raid");
      await page.locator(".notices p", { hasText: "2 stories are one" }).getByRole("button", { name: "Undo" }).click();
      await until("the undo of the merge", async () => (await count_stories()) === before);
    },

    async a_story_is_split_with_a_reason_and_merged_back() {
      const before = await count_stories();
      const [one, other] = await two_stories();
      const [leaving] = await members(other.id);
      await merge([one.id, other.id], "one event after all");
      const whole = (await desk.get(`/events/${leaving}`)).story;
      const together = await members(whole);
      assert.equal(together.length, 2);
      await go(`#/story/${encodeURIComponent(whole)}`);
      const row = page.locator(".story-events li", { has: page.locator(`a[href*="${leaving}"]`) });
      await row.getByLabel("Split this off").check();
      await page.getByLabel("Why this is another event").fill("another town");
      await picture(page, "split");
      await page.getByRole("button", { name: "Split 1 event off" }).click();
      await until("one story more", async () => (await count_stories()) === before);
      await row.waitFor({ state: "detached" });
      await page.locator(".history li", { hasText: "another town" }).waitFor();
      const apart = (await desk.get(`/events/${leaving}`)).story;
      assert.notEqual(apart, whole);
      await merge([whole, apart], "the same town under two names");
      const again = (await desk.get(`/events/${leaving}`)).story;
      assert.deepEqual(await members(again), together);
      await go(`#/story/${encodeURIComponent(again)}`);
      await page.locator(".history li", { hasText: "the same town under two names" }).getByRole("button", { name: "undo" }).click();
      await until("the split to hold again", async () => (await count_stories()) === before);
    },

    async a_story_tells_who_said_what_with_the_tolls_history_and_copies_folded() {
      await go("#/import");
      await page.locator(".drop input[type=file]").first().setInputFiles(blast);
      await until("the reports of the blast", async () => (await desk.get("/reports?limit=500")).items.filter((row) => row.source_id?.includes("blast")).length === 5);
      await page.locator(".import.done", { hasText: "blast.jsonl" }).waitFor({ timeout: 180_000 });
      const reports = (await desk.get("/reports?limit=500")).items.filter((row) => row.source_id?.includes("blast"));
      const tellings = (await Promise.all(reports.map(async (row) => (await desk.get(`/reports/${row.id}`)).events.find((event) => event.how_many.some(({ what }) => what === "killed"))))).filter(Boolean);
      assert.ok(tellings.length >= 3);
      // Whether the program joins all of them by itself is measured elsewhere.
      const apart = [...new Set(tellings.map((event) => event.story))];
      if (apart.length > 1) await desk.post("/stories/merge", { stories: apart, reason: "one blast", who: "E. Tester" });
      await go(`#/story/${encodeURIComponent((await desk.get(`/events/${tellings[0].id}`)).story)}`);
      const toll = page.locator(".toll", { has: page.locator("figcaption", { hasText: "killed" }) });
      await toll.locator(".toll-mark").nth(2).waitFor();
      assert.deepEqual(await toll.locator("li b").allInnerTexts(), ["at least 12", "15", "at least 17"]);
      await page.locator(".story-reports", { hasText: "5 reports, counted as 3 sources" }).waitFor();
      await page.locator(".story-reports summary", { hasText: "2 wire copies" }).waitFor();
      await page.getByRole("rowheader", { name: "When" }).waitFor();
      await page.locator(".field-table summary", { hasText: "and 2 copies" }).first().waitFor({ state: "attached" });
      await picture(page, "story");
      await press("Escape");
    },
  };
};
