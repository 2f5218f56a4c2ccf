// Taking reports in: files, a folder, dropped files, pasted text; pausing and going on.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { picture, until } from "./desk.mjs";

export const import_steps = ({ desk, page, go, total_events, examples }) => ({
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
    await page.locator(".import.done").waitFor({ timeout: 180_000 });
    await page.locator(".import table").getByText("broken.jsonl").waitFor();
    assert.ok((await total_events()) > 20);
    await picture(page, "import");
  },

  async pasted_right_to_left_text_is_kept_and_shown_so() {
    await page.getByLabel("Or paste a text").fill("القاهرة - Police in Cairo detained 31 people on Monday, the interior ministry said.");
    await page.getByRole("button", { name: "Import the text" }).click();
    await until("the pasted text", async () => (await page.locator(".import.done").count()) === 2);
  },
});

const towns = ["Kano", "Izmir", "Lyon", "Cebu", "Quito", "Mombasa", "Split", "Aden"];

// Reports that are each another event; many of them take a while.
const write_many = (count) =>
  Array.from({ length: count }, (_, at) => {
    const text = Array.from({ length: 12 }, (_, line) => `Police in ${towns[(at + line) % towns.length]} detained ${3 + ((at * 7 + line) % 90)} people on Monday after shop number ${at * 12 + line} was looted, the interior ministry said.`);
    return JSON.stringify({ id: `many-${at}`, filed: `2021-03-${String(1 + (at % 28)).padStart(2, "0")}`, text: text.join("\n\n") });
  }).join("\n");

export const long_import_steps = ({ desk, page, go }) => ({
  async a_folder_is_taken_in_and_what_is_no_report_is_told() {
    const inbox = join(desk.folder, "inbox");
    mkdirSync(join(inbox, "march"), { recursive: true });
    writeFileSync(join(inbox, "first.txt"), "LYON, March 3 - Police detained nine men in Lyon on Tuesday, a prosecutor said.\n");
    writeFileSync(join(inbox, "march", "second.txt"), "QUITO, March 4 - Some 300 teachers marched through Quito on Wednesday.\n");
    writeFileSync(join(inbox, "photo.png"), "not a report");
    await go("#/import");
    await page.locator(".drop input[type=file]").nth(1).setInputFiles(inbox);
    await page.getByText("1 file of a kind that is not read").waitFor();
    await page.locator(".import.done", { hasText: "2 of 2 documents" }).first().waitFor({ timeout: 180_000 });
    const { items } = await desk.get("/reports?limit=10&sort=-imported");
    assert.ok(["first.txt", "second.txt"].every((name) => items.some((row) => row.source_id?.endsWith(name))));
  },

  async files_are_dropped_and_the_same_file_changes_nothing() {
    const before = (await desk.get("/reports?limit=1")).total;
    const dropped = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(["ADEN, March 5 - Gunmen kidnapped two engineers in Aden on Thursday.\n"], "third.txt", { type: "text/plain" }));
      data.items.add(new File(["LYON, March 3 - Police detained nine men in Lyon on Tuesday, a prosecutor said.\n"], "first.txt", { type: "text/plain" }));
      return data;
    });
    await page.dispatchEvent(".drop", "drop", { dataTransfer: dropped });
    await page.locator(".import.done", { hasText: "1 already there and unchanged" }).waitFor({ timeout: 180_000 });
    assert.equal((await desk.get("/reports?limit=1")).total, before + 1);
  },

  async an_import_is_paused_goes_on_and_is_stopped() {
    const many = join(desk.folder, "many.jsonl");
    writeFileSync(many, write_many(1500));
    await page.locator(".drop input[type=file]").first().setInputFiles(many);
    const row = page.locator(".import", { hasText: "many.jsonl" });
    await row.getByText(/too early to say|left|nearly done/).waitFor();
    await row.getByRole("button", { name: "Pause" }).click();
    await page.locator(".import.paused", { hasText: "many.jsonl" }).waitFor();
    const { id } = (await desk.get("/imports")).items.find((one) => one.source?.includes("many.jsonl"));
    const paused = await until("the reports in hand", async () => {
      const now = await desk.get(`/imports/${id}`);
      return now.state === "paused" && now.seconds_left === null && now;
    });
    assert.ok(paused.documents < 1500);
    await picture(page, "paused");
    await row.getByRole("button", { name: "Go on" }).click();
    await until("more reports", async () => (await desk.get(`/imports/${id}`)).documents > paused.documents);
    await row.getByRole("button", { name: "Stop" }).click();
    await page.locator(".import.cancelled", { hasText: "many.jsonl" }).waitFor();
    const stopped = await desk.get(`/imports/${id}`);
    assert.ok(stopped.documents < 1500, "what was read stays, the rest is left");
    assert.ok((await desk.get("/reports?limit=1")).total >= stopped.documents);
  },
});
