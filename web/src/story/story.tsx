// One story: who said what when, field by field; how the toll went; which reports are copies of one wire. A part
// that does not belong can be split off, with a reason.

import { useMemo, useState } from "preact/hooks";
import { get, post, url_of } from "../api/client";
import type { Edit, Event, ReportRow, Saying, Story } from "../api/types";
import { report_of_event } from "../desk/list";
import { Cautions, EventName, Loading, NotHad, StateBadge } from "../parts/bits";
import { say_parties, place_words } from "../record/values";
import { say_moment, say_when } from "../record/when";
import { event_name, open } from "../record/words";
import { say_edit } from "../record/edits";
import { say_count } from "../state/filters";
import { useLoad } from "../state/hooks";
import { say_done, say_error } from "../state/notices";
import { name_of_person } from "../state/person";
import { undo } from "../state/review";
import { go_to, type Route, write_route } from "../state/url";
import { field_rank, grouped, type Source } from "./sayings";
import { TollChart } from "./toll_chart";

const field_words: Record<string, string> = { event: "What", type: "What", mode: "How", actor: "Who", recipient: "To whom", when: "When", where: "Where", how_many: "How many", says_who: "Says who", status: "Did it happen?", certainty: "How sure?" };

const SayingLink = ({ saying }: { saying: Saying }) => (
  <a class="saying" href={write_route({ view: "report", id: saying.report, params: { event: saying.event } })} title={saying.text && `“${saying.text}”`}>
    <bdi>{saying.outlet ?? "unnamed outlet"}</bdi>{saying.speaker && <> citing <bdi>{saying.speaker}</bdi></>}{saying.filed && <time> {say_moment(saying.filed)}</time>}
  </a>
);

const SourceLine = ({ source }: { source: Source }) => (
  <li>
    <SayingLink saying={source} />
    {source.copies.length > 0 && <details class="copies"><summary>and {say_count(source.copies.length, "copy", "copies")}</summary>{source.copies.map((copy) => <SayingLink key={copy.event} saying={copy} />)}</details>}
  </li>
);

function FieldTable({ story }: { story: Story }) {
  const fields = Object.entries(story.fields).sort((a, b) => field_rank(a[0]) - field_rank(b[0]) || (a[0] < b[0] ? -1 : 1));
  const differing = new Set(story.disagreements.map(({ field }) => field));
  return (
    <table class="field-table">
      <caption>Who said what, field by field</caption>
      <thead><tr><th scope="col">Field</th><th scope="col">Told</th><th scope="col">By whom, when</th></tr></thead>
      {fields.map(([field, sayings]) => (
        <tbody key={field}>
          {grouped(field, sayings, story.wires).map((group, index, all) => {
            const lines = <ul>{group.sources.map((source) => <SourceLine key={`${source.event}${source.speaker ?? ""}`} source={source} />)}</ul>;
            return (
              <tr key={group.words} class={group.is_agreed && differing.has(field) ? "agreed" : ""}>
                {index === 0 && <th scope="rowgroup" rowSpan={all.length}>{field_words[field] ?? open(field)}{differing.has(field) && <span class="tag disagrees">differs</span>}</th>}
                <td><bdi dir="auto">{group.words}</bdi>{group.is_agreed && all.length > 1 && differing.has(field) && <span class="tag agreed">agreed value</span>}</td>
                <td>{all.length === 1 && group.sources.length > 1 ? <details><summary>all {say_count(group.sources.length, "source")}</summary>{lines}</details> : lines}</td>
              </tr>
            );
          })}
        </tbody>
      ))}
    </table>
  );
}

function Reports({ story }: { story: Story }) {
  const groups = useMemo(() => {
    const in_wire = new Set(story.wires.flat());
    const row = (id: string) => story.reports.find((report) => report.id === id);
    return [...story.wires.map((ids) => ids.map(row)), ...story.reports.filter((report) => !in_wire.has(report.id)).map((report) => [report])]
      .map((group) => group.filter((report): report is ReportRow => report !== undefined).sort((a, b) => ((a.filed ?? "") < (b.filed ?? "") ? -1 : 1)))
      .filter((group) => group.length);
  }, [story]);
  const link = (report: ReportRow) => <a href={write_route({ view: "report", id: report.id, params: {} })}><bdi>{report.headline ?? report.source_id ?? report.id}</bdi> <small>{[report.outlet ?? report.agency, report.filed && say_moment(report.filed)].filter(Boolean).join(", ")}</small></a>;
  return (
    <section class="story-reports">
      <h2>{say_count(story.reports.length, "report")}, counted as {say_count(groups.length, "source")}</h2>
      <ul>
        {groups.map((group) => (
          <li key={group[0]!.id}>
            {link(group[0]!)}
            {group.length > 1 && <details><summary>{say_count(group.length - 1, "wire copy", "wire copies")}</summary><ul>{group.slice(1).map((report) => <li key={report.id}>{link(report)}</li>)}</ul></details>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function SplitForm({ story, done }: { story: Story; done: (id: string | undefined) => void }) {
  const [picked, set_picked] = useState<string[]>([]);
  const [reason, set_reason] = useState("");
  const toggle = (id: string) => set_picked(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id]);
  const split = async (event: SubmitEvent) => {
    event.preventDefault();
    const who = await name_of_person();
    if (!who) return;
    try {
      await post(`/stories/${encodeURIComponent(story.id)}/split`, { events: picked, reason: reason.trim(), who });
      dispatchEvent(new CustomEvent("nutgraf:changed"));
      say_done(`${say_count(picked.length, "event")} split off`, () => void undo().then(() => done(story.id)));
      done(undefined);
    } catch (error) {
      say_error(error as Error);
    }
  };
  const row = (event: Event) => (
    <li key={event.id}>
      {story.events.length > 1 && <input type="checkbox" aria-label="Split this off" checked={picked.includes(event.id)} onChange={() => toggle(event.id)} />}
      <a href={write_route(report_of_event(event))}>
        <span class="line"><EventName event={event} /><Cautions event={event} /><StateBadge state={event.review?.state} /></span>
        <bdi class="parties">{say_parties(event)}</bdi>
        <span class="facts"><span class="q-when">{say_when(event.when) || "no date"}</span><span class="q-where">{place_words(event) || "no place"}</span><span>{[event.outlet, event.filed && say_moment(event.filed)].filter(Boolean).join(", ")}</span></span>
      </a>
    </li>
  );
  return (
    <form class="split" onSubmit={(event) => void split(event)}>
      <h2>{say_count(story.events.length, "event record")} told as one event</h2>
      <ol class="story-events">{story.events.map(row)}</ol>
      {picked.length > 0 && (
        <div class="merge-bar">
          <input required value={reason} placeholder="Why this is another event" aria-label="Why this is another event" onInput={(event) => set_reason(event.currentTarget.value)} />
          <button type="submit" class="main" disabled={picked.length >= story.events.length}>Split {say_count(picked.length, "event")} off</button>
        </div>
      )}
    </form>
  );
}

// "Bombing: Kaduna, 4 May 2020": what is agreed, else what the first report says.
function title_of({ agreed, events }: Story): string {
  const first = events[0]!;
  const names = (field: string): string[] => (Array.isArray(agreed[field]) ? (agreed[field] as unknown[]).filter((one): one is string => typeof one === "string") : []);
  const what = event_name(names("event")[0] ?? first.event, names("event").length ? names("mode") : first.mode);
  const told = [names("where")[0] ?? place_words(first), say_when(first.when)].filter(Boolean).join(", ");
  return told ? `${what}: ${told}` : what;
}

export function StoryView({ route }: { route: Route }) {
  const id = route.id ?? "";
  const loaded = useLoad<Story>(`story ${id}`, (signal) => get(`/stories/${encodeURIComponent(id)}`, {}, signal));
  const story = loaded.value;
  if (!story) return <NotHad error={loaded.error} is_loading={loaded.is_loading} retry={loaded.reload} list="stories" words="All stories" />;
  const undo_edit = async (edit: Edit) => {
    await undo(edit.id);
    loaded.reload();
  };
  const tolls = Object.entries(story.tolls).filter(([, told]) => told.length > 0);
  const policy = typeof story.agreed.policy === "string" ? story.agreed.policy : undefined;
  const first = story.events[0];
  return (
    <div class="page story">
      <Loading is_loading={loaded.is_loading} />
      <div class="page-head">
        <div class="story-title">
          <h1>{first ? title_of(story) : <bdi>{story.title}</bdi>}</h1>
          <p class="quiet-words">told as “<bdi dir="auto">{story.title}</bdi>” · <a href={url_of(`/stories/${encodeURIComponent(id)}`)} target="_blank" rel="noreferrer">JSON</a></p>
        </div>
        <button type="button" onClick={() => go_to({ view: "desk", params: { story: id } })}>Show on the desk</button>
      </div>
      {tolls.length > 0 && <section class="tolls" aria-label="How the figures went">{tolls.map(([what, told]) => <TollChart key={what} what={what} tolls={told} />)}</section>}
      <FieldTable story={story} />
      {policy && <p class="quiet-words">Agreed values: {policy}</p>}
      <Reports story={story} />
      <SplitForm story={story} done={(where) => (where === undefined || where === id ? loaded.reload() : go_to({ view: "story", id: where, params: {} }))} />
      {story.edits.length > 0 && (
        <section class="history">
          <h2>Changes to this story</h2>
          <ol>{story.edits.map((edit) => <li key={edit.id}><b>{edit.who}</b> <time>{say_moment(edit.at)}</time> {say_edit(edit)} {edit.reason && <em dir="auto">{edit.reason}</em>} {edit.undone_by ? <span class="tag">undone</span> : edit.action !== "undo" && <button type="button" class="link" onClick={() => void undo_edit(edit)}>undo</button>}</li>)}</ol>
        </section>
      )}
    </div>
  );
}
