// How it looks and whom it serves: names of controls, focus, contrast, phones, no network.

import assert from "node:assert/strict";
import { words_too_weak } from "./contrast.mjs";
import { picture, settled } from "./desk.mjs";

export const look_steps = ({ desk, page, press, report_named, browser }) => {
  const all_routes = async () => {
    const row = await report_named("01-smuggling-arrests");
    const [story] = (await desk.get("/stories?limit=1&sort=reports")).items;
    return { desk: "#/desk", filtered: "#/desk?type=ASSAULT,COERCE&from=2021-01-01", report: `#/report/${row.id}`, reports: "#/reports", stories: "#/stories", story: `#/story/${encodeURIComponent(story.id)}`, review: "#/review", import: "#/import", read: "#/read", log: "#/log" };
  };
  const visit = async (where, route) => {
    await where.goto(`${desk.address}/${route}`);
    await settled(where);
  };

  return {
    async every_control_has_a_name_and_the_head_can_be_skipped() {
      for (const route of Object.values(await all_routes())) {
        await visit(page, route);
        const nameless = await page.evaluate(() =>
          [...document.querySelectorAll("button, a[href], input, select, textarea, [role=button], [role=slider]")]
            .filter((one) => !(one.getAttribute("aria-label") || one.getAttribute("title") || one.textContent.trim() || one.closest("label")?.textContent.trim() || one.labels?.length))
            .map((one) => one.outerHTML.slice(0, 120)),
        );
        assert.deepEqual(nameless, [], route);
      }
      await visit(page, "#/reports");
      await page.reload();
      await settled(page);
      await press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
      await press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    },

    async what_has_the_focus_is_seen_to_have_it() {
      for (const route of Object.values(await all_routes())) {
        await visit(page, route);
        const unseen = [];
        for (let stop = 0; stop < 40; ++stop) {
          await press("Tab");
          const said = await page.evaluate(() => {
            const at = document.activeElement;
            if (!at || at === document.body) return "";
            const shown = [at, at.closest("label")].filter(Boolean).map((one) => getComputedStyle(one));
            return shown.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5) ? "" : at.outerHTML.slice(0, 120);
          });
          if (said) unseen.push(said);
        }
        assert.deepEqual([...new Set(unseen)], [], route);
      }
    },

    async words_keep_their_contrast_as_they_are_drawn() {
      for (const colorScheme of ["light", "dark"]) {
        const seen = await browser.open_page({ colorScheme });
        for (const [name, route] of Object.entries(await all_routes())) {
          await visit(seen, route);
          if (name === "read") await seen.locator("body").click({ position: { x: 4, y: 500 } });
          assert.deepEqual(await words_too_weak(seen), [], `${name}, ${colorScheme}`);
          await picture(seen, `${colorScheme}_${name}`);
        }
        for (const [key, inside] of [["x", ".formats label"], ["?", ".keys button"]]) {
          await seen.keyboard.press(key);
          await seen.locator(inside).first().waitFor();
          assert.deepEqual(await words_too_weak(seen), [], `dialog ${key}, ${colorScheme}`);
          await seen.keyboard.press("Escape");
          await seen.locator("dialog").waitFor({ state: "detached" });
        }
        await seen.context().close();
      }
    },

    async nothing_is_wider_than_a_phone_and_dark_is_dark() {
      const phone = await browser.open_page({ viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: "dark" });
      const panes = { desk_map: "#/desk?pane=map", desk_time: "#/desk?pane=time", desk_filter: "#/desk?pane=filter" };
      for (const [name, route] of Object.entries({ ...(await all_routes()), ...panes })) {
        await visit(phone, route);
        const width = await phone.evaluate(() => Math.max(document.documentElement.scrollWidth, document.querySelector("main").scrollWidth));
        assert.ok(width <= 390, `${name} is ${width} wide`);
        await picture(phone, `phone_${name}`);
      }
      const ground = await phone.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.ok(Math.max(...ground.match(/\d+/g).map(Number)) < 80, ground);
      await phone.context().close();
    },

    // The browser finds no name but the desk's address (see open_browser); what it asked for is counted over all steps.
    async the_desk_works_with_the_network_unplugged() {
      const alone = await browser.open_page();
      await visit(alone, "#/desk");
      await alone.locator(".map-label").nth(5).waitFor();
      await alone.locator(".map-mark").first().waitFor();
      const reached = await alone.evaluate(() => performance.getEntriesByType("resource").map((entry) => new URL(entry.name).host));
      assert.ok(reached.length > 5);
      assert.deepEqual([...new Set([...reached, ...browser.hosts])], [new URL(desk.address).host]);
      await alone.context().close();
    },
  };
};
