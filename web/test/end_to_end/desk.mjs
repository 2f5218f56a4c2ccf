// Starts the real program on a fresh project, and a browser that can reach nothing else.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const browsers = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
export const browser_path = browsers.find((path) => path && existsSync(path));

const free_port = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

export async function until(what, ask, limit_ms = 120_000) {
  const end = Date.now() + limit_ms;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function start_desk(program) {
  const folder = mkdtempSync(join(tmpdir(), "nutgraf-desk-"));
  const port = await free_port();
  const address = `http://127.0.0.1:${port}`;
  const server = spawn(program, ["serve", join(folder, "test.nutgraf"), "--port", String(port), "--model", "fast"], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  server.stdout.on("data", (bytes) => (said += bytes));
  server.stderr.on("data", (bytes) => (said += bytes));
  const get = async (path) => {
    const response = await fetch(`${address}/api${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const stop = () =>
    new Promise((resolve) => {
      server.once("exit", () => {
        rmSync(folder, { recursive: true, force: true });
        resolve();
      });
      server.kill("SIGINT");
    });
  await until(`the desk to answer; it said: ${said}`, async () => {
    if (server.exitCode !== null) throw new Error(`nutgraf serve ended: ${said}`);
    return (await get("/health")).reader === "ready";
  });
  const post = async (path, body) => {
    const response = await fetch(`${address}/api${path}`, { method: "POST", headers: { "Content-Type": "application/json", "X-Nutgraf": "desk" }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return { address, folder, get, post, stop };
}

// While the screen is worked on: its files come from a folder, not out of the program.
async function take_bundle(page, folder) {
  await page.route(/^http:[/][/][^/]+[/](?!api)[^/]*$/, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1) || "index.html";
    const headers = (await route.fetch()).headers();
    delete headers["content-length"];
    await route.fulfill({ path: join(folder, name), headers });
  });
}

export async function open_browser(address, problems) {
  // As with the network unplugged: no name but the desk's own address leads anywhere.
  const args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
  const browser = await chromium.launch({ executablePath: browser_path, args });
  const hosts = new Set();
  const open_page = async (options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: "en-GB", acceptDownloads: true, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(45_000);
    if (process.env.NUTGRAF_BUNDLE) await take_bundle(page, process.env.NUTGRAF_BUNDLE);
    page.on("console", (message) => message.type() === "error" && problems.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(`page: ${error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      if (url.startsWith("http")) hosts.add(new URL(url).host);
      if (!url.startsWith(address) && !url.startsWith("data:") && !url.startsWith("blob:")) problems.push(`asked elsewhere: ${url}`);
    });
    return page;
  };
  return { open_page, hosts, close: () => browser.close() };
}

// The view is there and has all that it asked for.
export async function settled(page) {
  await page.locator("main > *").first().waitFor();
  await page.waitForFunction(() => !document.querySelector(".loading.on"));
}

// Drags the mouse over these words of the report's text.
export async function drag_over(page, words) {
  const found = await page.evaluate((wanted) => {
    const nodes = document.createTreeWalker(document.querySelector(".text-pane"), NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      range.startContainer.parentElement.scrollIntoView({ block: "center" });
      const boxes = [...range.getClientRects()];
      const [first, last] = [boxes[0], boxes[boxes.length - 1]];
      return { from: [first.left + 1, first.top + first.height / 2], to: [last.right - 1, last.top + last.height / 2] };
    }
    return null;
  }, words);
  if (!found) throw new Error(`the text has no words “${words}” in one piece`);
  await page.mouse.move(...found.from);
  await page.mouse.down();
  await page.mouse.move(...found.to, { steps: 5 });
  await page.mouse.up();
}

export async function picture(page, name) {
  const folder = process.env.NUTGRAF_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
