// Map, timeline, list and facets.

import assert from "node:assert/strict";
import { picture, until } from "./desk.mjs";

export const desk_steps = ({ desk, page, press, total_events }) => ({
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
    await page.getByRole("link", { name: "Review these" }).click();
    await page.locator(".queue-head b", { hasText: `${attacks} event` }).waitFor();
    await page.goBack();
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
});
