// The queue.

import { picture, until } from "./desk.mjs";

export const review_steps = ({ desk, page, press, total_events }) => ({
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
});

const how_many_open = async (desk) => (await desk.get("/review/queue?limit=1")).total;

export const whole_queue_steps = ({ desk, page, go, press }) => ({
  async the_whole_queue_is_worked_without_a_mouse() {
    await go("#/desk");
    await page.locator(".event-row").first().waitFor();
    await press("g");
    await press("v");
    await page.locator(".verdicts").waitFor();
    const first = (await desk.get("/review/queue?limit=1")).items[0];
    await page.waitForURL((url) => url.hash.includes(encodeURIComponent(first.id)));
    // A value is changed in place and the change is taken back.
    await press("1");
    await page.locator(".record.chosen .answers.q-what .value.lit").waitFor();
    await press("e");
    await page.locator(".editor").getByLabel("Background").press("Space");
    await press("Enter");
    await page.locator(".record.chosen .answers.q-what .tag.edited").waitFor();
    await press("u");
    await page.locator(".record.chosen .answers.q-what .tag.edited").waitFor({ state: "detached" });
    await press("c");
    await page.keyboard.type("seen without a mouse");
    await press("Enter");
    await page.locator(".history li", { hasText: "seen without a mouse" }).waitFor();
    await press("Escape");
    await press("d");
    await until("the dispute", async () => (await desk.get(`/events/${first.id}`)).review.state === "disputed");
    await page.waitForURL((url) => url.hash.includes("sel=") && !url.hash.includes(encodeURIComponent(first.id)));
    const in_hand = () => new URLSearchParams(page.url().split("?")[1]).get("sel");
    const second = in_hand();
    await page.reload();
    const place = (await desk.get("/review/queue?limit=40")).items.findIndex(({ id }) => id === second);
    await page.locator(".queue li").nth(place).and(page.locator(".at")).waitFor();
    for (let left = await how_many_open(desk); left > 0; left = await how_many_open(desk)) {
      await until("an open record in hand", async () => !["reviewed", "rejected"].includes((await desk.get(`/events/${in_hand()}`)).review.state));
      await press("a");
      await until("the next decision", async () => (await how_many_open(desk)) < left);
    }
    await page.getByText("Nothing is waiting for review").waitFor();
    await picture(page, "queue_done");
  },
});
