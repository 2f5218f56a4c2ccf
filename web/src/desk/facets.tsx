// Facets by the six questions. Every count is of events, with the other filters applied.

import { useState } from "preact/hooks";
import type { Facets } from "../api/types";
import { figure_roles, open } from "../record/words";
import { facet_groups, say_count, say_value, toggled, values_in, type Filters } from "../state/filters";

interface Props {
  facets: Facets | undefined;
  filters: Filters;
  change: (changes: Record<string, string | undefined>) => void;
}

const first_shown = 6;

function Facet({ name, words, facets, filters, change }: Props & { name: string; words: string }) {
  const [is_long, set_long] = useState(false);
  const rows = facets?.facets[name] ?? [];
  const chosen = values_in(filters, name);
  if (!rows.length && !chosen.length) return null;
  const highest = Math.max(1, ...rows.map((row) => row.count));
  const missing = chosen.filter((value) => !rows.some((row) => String(row.value) === value)).map((value) => ({ value, count: 0, name: undefined }));
  const shown = [...missing, ...rows].filter((row, index) => is_long || index < first_shown || chosen.includes(String(row.value)));
  const is_single = name === "background";
  return (
    <section class="facet">
      <h4>{words}</h4>
      <ul>
        {shown.map((row) => {
          const value = String(row.value);
          const is_on = chosen.includes(value);
          const next = is_single ? (is_on ? undefined : value) : toggled(filters, name, value);
          const share = Math.round((100 * row.count) / highest);
          return (
            <li key={value}>
              <button type="button" aria-pressed={is_on} onClick={() => change({ [name]: next })}>
                <span class="share" style={{ width: `${share}%` }} aria-hidden="true" />
                <bdi>{row.name ?? say_value(name, value)}</bdi>
                <span class="n" aria-label={`${row.count} events`}>{row.count}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {rows.length > first_shown && <button type="button" class="link" onClick={() => set_long(!is_long)}>{is_long ? "fewer" : `${rows.length - first_shown} more`}</button>}
    </section>
  );
}

function WhenFilter({ filters, change, facets }: Props) {
  return (
    <section class="facet inputs">
      <label>From <input type="date" value={filters.from ?? ""} onChange={(event) => change({ from: event.currentTarget.value })} /></label>
      <label>To <input type="date" value={filters.to ?? ""} onChange={(event) => change({ to: event.currentTarget.value })} /></label>
      {(filters.from || filters.to) && <label class="claim"><input type="checkbox" checked={filters.undated === "true"} onChange={(event) => change({ undated: event.currentTarget.checked ? "true" : undefined })} /> and those without a date</label>}
      {facets && <p class="quiet-words">{say_count(facets.counts.undated, "event")} without a date</p>}
    </section>
  );
}

function CountFilter({ filters, change }: Props) {
  return (
    <section class="facet inputs">
      <label>Figure of <select value={filters.what ?? ""} onChange={(event) => change({ what: event.currentTarget.value })}>
        <option value="">anything</option>
        {figure_roles.map((role) => <option key={role} value={role}>{open(role)}</option>)}
      </select></label>
      <div class="pair">
        <label>At least <input type="number" min="0" value={filters.min ?? ""} onChange={(event) => change({ min: event.currentTarget.value })} /></label>
        <label>At most <input type="number" min="0" value={filters.max ?? ""} onChange={(event) => change({ max: event.currentTarget.value })} /></label>
      </div>
    </section>
  );
}

export function FacetPane(props: Props) {
  const groups = [...facet_groups];
  groups.splice(3, 0, { question: "when", words: "When", facets: [] });
  return (
    <div class="facets" aria-label="Filters">
      <p class="quiet-words">Numbers count events</p>
      {groups.map((group) => (
        <details key={group.question} class={`q-${group.question}`} open={["what", "who", "when", "where"].includes(group.question) || group.facets.some((facet) => props.filters[facet.name])}>
          <summary>{group.words}</summary>
          {group.question === "when" && <WhenFilter {...props} />}
          {group.question === "how_many" && <CountFilter {...props} />}
          {group.facets.map((facet) => <Facet key={facet.name} {...facet} {...props} />)}
        </details>
      ))}
    </div>
  );
}
