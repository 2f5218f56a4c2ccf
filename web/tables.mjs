// An esbuild plugin: `import names from "lexicon:countries"` gives the names of countries by their alpha-3 code,
// `import plover from "lexicon:plover"` the types with their modes and quad class, both from the program's own tables.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const lexicon = join(dirname(fileURLToPath(import.meta.url)), "../lexicon");
const files = { countries: "where/countries.tsv", plover: "event/plover.tsv" };

function rows_of(file) {
  const lines = readFileSync(join(lexicon, file), "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
  return lines.slice(1).map((line) => line.split("\t"));
}

function countries() {
  return Object.fromEntries(rows_of(files.countries).map(([alpha3, , name]) => [alpha3, name]));
}

function plover() {
  const types = {};
  for (const [type, mode, quad] of rows_of(files.plover)) {
    types[type] ??= { quad: Number(quad), modes: [] };
    if (mode) types[type].modes.push(mode);
  }
  return types;
}

export const tables = {
  name: "lexicon tables",
  setup(build) {
    build.onResolve({ filter: /^lexicon:/ }, ({ path }) => ({ path: path.slice("lexicon:".length), namespace: "lexicon" }));
    build.onLoad({ filter: /.*/, namespace: "lexicon" }, ({ path }) => ({
      contents: JSON.stringify(path === "countries" ? countries() : plover()),
      loader: "json",
      watchFiles: [join(lexicon, files[path])],
    }));
  },
};
