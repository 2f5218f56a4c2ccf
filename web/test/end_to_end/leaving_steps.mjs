// What leaves the desk, and what is read without being kept.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { picture } from "./desk.mjs";

export const leaving_steps = ({ desk, page, go, press, total_events }) => ({
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
    await page.locator(".read-form").getByLabel("Read with").selectOption("fast");
    await press("Control+Enter");
    await page.locator(".record").first().waitFor();
    await page.locator(".text-pane", { hasText: "<b>Not markup</b>" }).waitFor();
    await picture(page, "read");
    assert.equal(await total_events(), before);
  },
});
