// What would leave the machine: how much of it no person has looked at or is not plain fact, and the first lines of the file as it
// would go out, masked.

import { useState } from "preact/hooks";
import { fetch_api, get, url_of } from "../api/client";
import type { Event, Facets, Format, Page } from "../api/types";
import { Failure, Loading } from "../parts/bits";
import { join_values, say_count, values_in, type Filters } from "../state/filters";
import { useLoad } from "../state/hooks";
import { write_route } from "../state/url";

interface Check {
  words: string;
  field: string;
  values: string[];
}

const checks: Check[] = [
  { words: "that no person has reviewed", field: "state", values: ["machine", "coded"] },
  { words: "that a person has rejected", field: "state", values: ["rejected"] },
  { words: "alleged, claimed or disputed", field: "certainty", values: ["alleged", "claimed", "disputed"] },
  { words: "planned, foiled, feared or denied", field: "status", values: ["planned", "foiled", "hypothetical", "negated"] },
  { words: "at an exact spot", field: "precision", values: ["spot"] },
];

// What of a check's values the filters let through.
const within = (filters: Filters, { field, values }: Check): string[] => {
  const chosen = values_in(filters, field);
  return chosen.length ? values.filter((value) => chosen.includes(value)) : values;
};

export function counts_of(facets: Facets, filters: Filters): { check: Check; count: number; values: string[] }[] {
  return checks
    .map((check) => {
      const values = within(filters, check);
      return { check, values, count: (facets.facets[check.field] ?? []).filter((row) => values.includes(String(row.value))).reduce((sum, row) => sum + row.count, 0) };
    })
    .filter(({ count }) => count > 0);
}

export function Checks({ facets, filters, leave }: { facets: Facets | undefined; filters: Filters; leave: () => void }) {
  const minors = useLoad<number>(`minors ${JSON.stringify(filters)}`, async (signal) => (await get<Page<Event>>("/events", { ...filters, minor: filters.minor ?? "true", limit: 1 }, signal)).total ?? 0);
  if (!facets) return null;
  const rows = counts_of(facets, filters).map(({ check, count, values }) => ({ words: check.words, count, to: { ...filters, [check.field]: join_values(values) } }));
  if (minors.value && filters.minor !== "false") rows.push({ words: "in which minors take part", count: minors.value, to: { ...filters, minor: "true" } });
  if (!rows.length) return null;
  return (
    <div class="checks">
      <p><b>Among them</b></p>
      <ul>{rows.map((row) => <li key={row.words}><a href={write_route({ view: "desk", params: row.to })} onClick={leave}>{say_count(row.count, "event")}</a> {row.words}</li>)}</ul>
    </div>
  );
}

const preview_bytes = 3000;

// The first lines of the export; the rest of it is not fetched.
async function first_lines(path: string, signal: AbortSignal): Promise<string> {
  const response = await fetch_api(path, { signal });
  const reader = response.body!.getReader();
  const words = new TextDecoder();
  let text = "";
  while (text.length < preview_bytes) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += words.decode(value, { stream: true });
  }
  await reader.cancel();
  return `${text.slice(0, preview_bytes)} …`;
}

function Lines({ format, filters }: { format: Format; filters: Filters }) {
  const path = url_of(`/export/${format.id}`, filters);
  const lines = useLoad<string>(path, (signal) => first_lines(path, signal));
  if (lines.error) return <Failure error={lines.error} retry={lines.reload} />;
  if (lines.value === undefined) return <Loading is_loading />;
  return <pre class="file-lines" tabIndex={0} aria-label="First lines of the file">{lines.value}</pre>;
}

export function Preview({ format, filters }: { format: Format; filters: Filters }) {
  const [is_open, set_open] = useState(false);
  if (format.extension?.endsWith("zip")) return null;
  return (
    <details class="preview-file" open={is_open} onToggle={(event) => set_open((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>The first lines as they would go out, masked</summary>
      {is_open && <Lines format={format} filters={filters} />}
    </details>
  );
}
