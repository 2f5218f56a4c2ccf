// Taking the data away: what is shown now, in a format, with private names masked unless a person says why not.

import { useState } from "preact/hooks";
import { download, fetch_api, get, url_of } from "../api/client";
import type { Facets, Format, LeftOut } from "../api/types";
import { Dialog } from "../parts/dialog";
import { Failure, Loading } from "../parts/bits";
import { filter_words, filters_in, say_count, say_value, values_in, type Filters } from "../state/filters";
import { useLoad } from "../state/hooks";
import { say_done } from "../state/notices";
import { known_name, keep_name } from "../state/person";
import type { Route } from "../state/url";
import { Checks, Preview } from "./leaving";

// What the view shows, as filters: one report's or story's events, or the filters of the desk.
function filters_of(route: Route): Filters {
  if (route.view === "report" && route.id) return { report: route.id };
  if (route.view === "story" && route.id) return { story: route.id };
  return route.view === "reports" ? {} : filters_in(route.params);
}

const say_filters = (filters: Filters): string =>
  Object.keys(filters).map((name) => `${filter_words[name]}: ${values_in(filters, name).map((one) => say_value(name, one)).join(" or ")}`).join("; ");

const name_in = (response: Response): string | undefined => /filename="?([^";]+)"?/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];

function LeftOutList({ format, filters }: { format: string; filters: Filters }) {
  const left = useLoad<LeftOut>(`left out ${format} ${JSON.stringify(filters)}`, (signal) => get(`/export/${format}/left-out`, filters, signal));
  if (left.error) return <Failure error={left.error} />;
  if (!left.value) return <Loading is_loading />;
  if (!left.value.count) return <p class="good">Every event goes out in this format.</p>;
  return (
    <div class="left-out">
      <p><b>{say_count(left.value.count, "event")}</b> left out, because of this format’s rules:</p>
      <ul>{Object.entries(left.value.reasons).sort((a, b) => b[1] - a[1]).map(([reason, count]) => <li key={reason}>{reason}: {say_count(count, "event")}</li>)}</ul>
    </div>
  );
}

export function ExportDialog({ route, on_close }: { route: Route; on_close: () => void }) {
  const shown = filters_of(route);
  const [is_all, set_all] = useState(false);
  const filters = is_all ? {} : shown;
  const formats = useLoad<{ formats: Format[] }>("formats", (signal) => get("/exports", {}, signal));
  const counts = useLoad<Facets>(`counts ${JSON.stringify(filters)}`, (signal) => get("/facets", { ...filters, facets: "state,certainty,status,precision" }, signal));
  const [chosen, set_chosen] = useState<string>();
  const [is_unmasked, set_unmasked] = useState(false);
  const [who, set_who] = useState(known_name());
  const [reason, set_reason] = useState("");
  const [error, set_error] = useState<Error>();
  const [is_busy, set_busy] = useState(false);
  const format = formats.value?.formats.find((one) => one.id === chosen) ?? formats.value?.formats[0];
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!format) return;
    set_busy(true);
    set_error(undefined);
    try {
      const response = is_unmasked
        ? await fetch_api(`/api/export/${format.id}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ filter: filters, unmask: true, who: who.trim(), reason: reason.trim() }) })
        : await fetch_api(url_of(`/export/${format.id}`, filters));
      if (is_unmasked) keep_name(who);
      await download(response, name_in(response) ?? `nutgraf-${format.id}.${(format.extension ?? "txt").replace(/^\./, "")}`);
      const left = Number(response.headers.get("X-Nutgraf-Left-Out") ?? 0);
      say_done(`Saved as ${format.name}${left ? `; ${say_count(left, "event")} left out` : ""}`);
    } catch (problem) {
      set_error(problem as Error);
    }
    set_busy(false);
  };
  return (
    <Dialog title="Export" wide on_close={on_close}>
      <form class="export" onSubmit={(event) => void save(event)}>
        <p>
          <b>{counts.value ? say_count(counts.value.counts.events, "event") : "…"}</b>{" "}
          {Object.keys(filters).length ? <>that the view shows: <bdi>{say_filters(filters)}</bdi></> : "in the whole project"}
          {Object.keys(shown).length > 0 && <label class="claim instead"><input type="checkbox" checked={is_all} onChange={(event) => set_all(event.currentTarget.checked)} /> the whole project instead</label>}
        </p>
        <Failure error={formats.error} retry={formats.reload} />
        <fieldset class="formats">
          <legend>Format</legend>
          {formats.value?.formats.map((one) => (
            <label key={one.id} class={format?.id === one.id ? "chosen" : ""}>
              <input type="radio" name="format" value={one.id} checked={format?.id === one.id} onChange={() => set_chosen(one.id)} />
              <b>{one.name}</b> <small>{one.description}</small>
            </label>
          ))}
        </fieldset>
        {format && <LeftOutList format={format.id} filters={filters} />}
        <Checks facets={counts.value} filters={filters} leave={on_close} />
        {format && <Preview format={format} filters={filters} />}
        <fieldset class={is_unmasked ? "masking off" : "masking"}>
          <legend>Names of private people and of minors</legend>
          <p>{is_unmasked ? "Names go out as the reports have them. This export is written into the project’s log with your name and reason." : "Masked. Public officials, organisations and spokespeople keep their names. Only short quotes of the reports go out."}</p>
          <label class="claim"><input type="checkbox" checked={is_unmasked} onChange={(event) => set_unmasked(event.currentTarget.checked)} /> export without masking</label>
          {is_unmasked && (
            <div class="pair">
              <label><span>Your name</span><input required value={who} onInput={(event) => set_who(event.currentTarget.value)} /></label>
              <label><span>Why the names must go out</span><input required minLength={4} value={reason} onInput={(event) => set_reason(event.currentTarget.value)} /></label>
            </div>
          )}
        </fieldset>
        <Failure error={error} />
        <div class="buttons">
          <button type="submit" class={is_unmasked ? "danger" : "main"} disabled={is_busy || !format}>{is_busy ? "Making the file…" : is_unmasked ? "Save with names" : "Save"}</button>
          <button type="button" onClick={on_close}>Close</button>
        </div>
      </form>
    </Dialog>
  );
}
