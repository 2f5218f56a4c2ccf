// Bundles every *.test.ts here and runs them with Node's own test runner.

import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { tables } from "../tables.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = mkdtempSync(join(tmpdir(), "nutgraf-screen-"));
const tests = readdirSync(here).filter((file) => file.endsWith(".test.ts"));
await build({ entryPoints: tests.map((file) => join(here, file)), outdir: out, outExtension: { ".js": ".mjs" }, bundle: true, format: "esm", platform: "node", plugins: [tables], logLevel: "warning" });
const run = spawnSync(process.execPath, ["--test", ...tests.map((file) => join(out, file.replace(/\.ts$/, ".mjs")))], { stdio: "inherit" });
rmSync(out, { recursive: true });
process.exit(run.status ?? 1);
