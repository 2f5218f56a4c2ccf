// Everything that people did to the project, the last first: who, when, what and why, with a way to the very field and back.

import { get } from "../api/client";
import type { About, Edit } from "../api/types";
import { Empty, Failure, Loading } from "../parts/bits";
import { say_moment } from "../record/when";
import { say_edit, value_path } from "../record/edits";
import { say_count } from "../state/filters";
import { useLoad } from "../state/hooks";
import { undo } from "../state/review";
import { go_to, type Route, with_params, write_route } from "../state/url";

const page_size = 200;

interface Shown {
  edits: Edit[]; // the last first
  total: number;
  before: number; // edits that are older than those shown
}

// Numbers of edits run on from 1 without a gap, so that the last ones are those after the count less the page.
async function last_edits(until: number | undefined, signal: AbortSignal): Promise<Shown> {
  const total = (await get<About>("", {}, signal)).counts.edits ?? 0;
  const end = until ?? total;
  const before = Math.max(0, end - page_size);
  const { items } = await get<{ items: Edit[] }>("/edits", { since: before, limit: page_size }, signal);
  return { edits: items.filter(({ id }) => id <= end).reverse(), total, before };
}

// "9f3a…-e4" is an event of report 9f3a…; a story begins with "s-".
function place_of(edit: Edit): Route | undefined {
  const report = /^([0-9a-f]{16})-e\d+$/.exec(edit.target ?? "")?.[1];
  if (report) return { view: "report", id: report, params: { event: edit.target!, ...(value_path(edit.path) && { value: value_path(edit.path)! }) } };
  return edit.target?.startsWith("s-") ? { view: "story", id: edit.target, params: {} } : undefined;
}

function EditRow({ edit, undone }: { edit: Edit; undone: () => void }) {
  const place = place_of(edit);
  const take_back = async () => {
    if (await undo(edit.id)) undone();
  };
  return (
    <tr class={edit.undone_by ? "is-undone" : ""}>
      <td class="n">{edit.id}</td>
      <td><bdi>{edit.who}</bdi></td>
      <td><time>{say_moment(edit.at)}</time></td>
      <td><bdi dir="auto">{say_edit(edit)}</bdi> {edit.reason && edit.action !== "comment" && <em dir="auto">{edit.reason}</em>}</td>
      <td>{place && <a href={write_route(place)}>show</a>}</td>
      <td>{edit.undone_by ? <span class="tag">undone by {edit.undone_by}</span> : edit.action !== "undo" && edit.action !== "unmask_export" && <button type="button" class="link" aria-label={`Undo ${edit.id}`} onClick={() => void take_back()}>undo</button>}</td>
    </tr>
  );
}

export function LogView({ route }: { route: Route }) {
  const { only, until } = route.params;
  const loaded = useLoad<Shown>(`log ${until ?? ""}`, (signal) => last_edits(until ? Number(until) : undefined, signal));
  const shown = loaded.value;
  const edits = (shown?.edits ?? []).filter(({ action }) => !only || (only === "comments" ? action === "comment" : action !== "comment"));
  return (
    <div class="page">
      <Loading is_loading={loaded.is_loading} />
      <div class="page-head">
        <h1>Log</h1>
        <p class="count">{shown && `${say_count(shown.total, "entry", "entries")}; ${edits.length} listed, the last first`}</p>
        <label>Show <select value={only ?? ""} onChange={(event) => go_to(with_params(route, { only: event.currentTarget.value }))}><option value="">all</option><option value="comments">comments</option><option value="changes">changes</option></select></label>
      </div>
      <Failure error={loaded.error} retry={loaded.reload} />
      {shown && !edits.length && <Empty>{only ? "None of these here." : "Nobody has changed or said anything yet. What people do to records and stories is kept here with their names."}</Empty>}
      {edits.length > 0 && (
        <table class="log">
          <thead><tr><th scope="col" class="n">No.</th><th scope="col">Who</th><th scope="col">When</th><th scope="col">What and why</th><th scope="col">Where</th><th scope="col">Undo</th></tr></thead>
          <tbody>{edits.map((edit) => <EditRow key={edit.id} edit={edit} undone={loaded.reload} />)}</tbody>
        </table>
      )}
      <p class="pager">
        {until && <button type="button" onClick={() => history.back()}>Back</button>}
        {shown && shown.before > 0 && <button type="button" onClick={() => go_to(with_params(route, { until: String(shown.before) }))}>Older entries</button>}
      </p>
    </div>
  );
}
