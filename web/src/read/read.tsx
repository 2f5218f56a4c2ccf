// Paste a report and see it coded at once. Nothing is kept unless one asks for it.

import { useState } from "preact/hooks";
import { post } from "../api/client";
import type { ReportLine } from "../api/types";
import { Failure, Loading } from "../parts/bits";
import { useBench, useBenchKeys } from "../report/bench";
import { RecordPane } from "../report/record_pane";
import { ReportHead } from "../report/report";
import { Legend, TextPane } from "../report/text_pane";
import { say_count } from "../state/filters";
import { say_done, say_error } from "../state/notices";
import { go_to } from "../state/url";

interface Given {
  text: string;
  title: string;
  filed: string;
  outlet: string;
  model: string; // empty: as the desk reads
}

const nothing: Given = { text: "", title: "", filed: "", outlet: "", model: "" };
const looks_like_page = (text: string): boolean => /^\s*(<!doctype html|<html|<head|<body)/i.test(text);

const body_of = ({ text, title, filed, outlet }: Given): object => ({ text, ...(title && { title }), ...(filed && { filed }), ...(outlet && { outlet }) });

// A page's HTML goes as a file, so that the program takes the article out of it.
export function page_form(text: string, model = ""): FormData {
  const form = new FormData();
  if (model) form.append("model", model);
  form.append("file", new Blob([text], { type: "text/html" }), "pasted.html");
  return form;
}

function Result({ line, given, again }: { line: ReportLine; given: Given; again: () => void }) {
  const bench = useBench(line.events, { event: line.events[0]?.id });
  useBenchKeys(bench, {});
  const keep = async () => {
    try {
      await post("/imports", looks_like_page(given.text) ? page_form(given.text) : body_of(given));
      say_done("Taken into the project");
      dispatchEvent(new CustomEvent("nutgraf:changed"));
      go_to({ view: "reports", params: { sort: "-imported" } });
    } catch (error) {
      say_error(error as Error);
    }
  };
  return (
    <div class="report-view">
      <section class="text-side">
        <ReportHead line={line} />
        <Legend bench={bench} />
        <TextPane report={line.report} bench={bench} />
      </section>
      <section class="record-side" aria-label="Records">
        <div class="read-head">
          <div class="buttons">
            <button type="button" onClick={again}>Read another</button>
            <button type="button" class="main" onClick={() => void keep()}>Keep it in the project</button>
          </div>
          <p class="count">{say_count(line.events.length, "event")} in this text. Nothing is stored yet.</p>
        </div>
        <RecordPane bench={bench} />
      </section>
    </div>
  );
}

export function ReadView() {
  const [given, set_given] = useState<Given>(nothing);
  const [line, set_line] = useState<ReportLine>();
  const [error, set_error] = useState<Error>();
  const [is_reading, set_reading] = useState(false);
  const read = async (event?: SubmitEvent) => {
    event?.preventDefault();
    if (!given.text.trim()) return;
    set_reading(true);
    set_error(undefined);
    try {
      set_line(await post<ReportLine>("/read", looks_like_page(given.text) ? page_form(given.text, given.model) : { ...body_of(given), ...(given.model && { model: given.model }) }));
    } catch (problem) {
      set_error(problem as Error);
    }
    set_reading(false);
  };
  if (line) return <Result line={line} given={given} again={() => set_line(undefined)} />;
  const set = (name: keyof Given) => (event: { currentTarget: { value: string } }) => set_given({ ...given, [name]: event.currentTarget.value });
  return (
    <form class="page read-form" onSubmit={(event) => void read(event)}>
      <Loading is_loading={is_reading} />
      <h1>Read a report</h1>
      <p class="quiet-words">Paste the text of a report, or a page’s HTML. It is read on this computer and not stored.</p>
      <label class="big">
        <span>Text</span>
        <textarea rows={14} dir="auto" autofocus value={given.text} onInput={set("text")} onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && void read()} placeholder={"PORT VERRAN, March 7 (VPA) — Police in three coastal cities have detained 212 people …"} />
      </label>
      <div class="pair">
        <label><span>Headline, if not in the text</span><input value={given.title} dir="auto" onInput={set("title")} /></label>
        <label><span>Outlet</span><input value={given.outlet} dir="auto" onInput={set("outlet")} /></label>
        <label><span>Filed on, if not in the text</span><input type="date" value={given.filed} onInput={set("filed")} /></label>
        <label><span>Read with</span><select value={given.model} onChange={set("model")}><option value="">the desk’s model</option><option value="fast">the fast model</option><option value="accurate">the accurate model</option></select></label>
      </div>
      <Failure error={error} />
      <div class="buttons"><button type="submit" class="main" disabled={is_reading || !given.text.trim()}>{is_reading ? "Reading…" : "Read"} <kbd>Ctrl ↵</kbd></button></div>
    </form>
  );
}
