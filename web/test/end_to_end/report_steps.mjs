// A report, its records and its words.

import assert from "node:assert/strict";
import { drag_over, picture, until } from "./desk.mjs";

export const report_steps = ({ desk, page, go, press, report_named, event_that, has_parts, counted_party, say_name }) => ({
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

  async the_log_leads_to_the_field_that_was_spoken_of() {
    await go("#/log?only=comments");
    const row = page.locator(".log tbody tr", { hasText: "court's own list" });
    await row.getByRole("link", { name: "show" }).click();
    await page.locator(".record.chosen .answers.q-where .value.lit").waitFor();
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
});
