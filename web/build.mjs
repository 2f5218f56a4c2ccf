// Bundles the screen: node build.mjs OUT_FOLDER. One script, one style sheet and what index.html names; the
// program has them built in (see CMakeLists.txt), so nothing here may ask for anything from elsewhere.

import { build } from "esbuild";
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { tables } from "./tables.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "../build/web");
mkdirSync(out, { recursive: true });
await build({
  entryPoints: { app: join(here, "src/main.tsx") },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2021"],
  charset: "utf8",
  legalComments: "eof",
  loader: { ".png": "dataurl" },
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [tables],
  logLevel: "warning",
});
for (const file of ["index.html", "icon.svg", "basemap.json", "licences.txt"]) copyFileSync(join(here, file), join(out, file));
