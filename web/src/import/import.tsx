// Takes reports into the project: files, a folder, a page's HTML or pasted text. Each import shows how far it is, how
// long it will still take at its present pace, and what could not be read.

import { useEffect, useRef, useState } from "preact/hooks";
import { get, post, url_of } from "../api/client";
import type { Import } from "../api/types";
import { Failure } from "../parts/bits";
import { page_form } from "../read/read";
import { say_moment } from "../record/when";
import { say_count } from "../state/filters";
import { say_error } from "../state/notices";
import { say_bytes, say_left } from "./progress";
import { dropped_files, into_batches, readable_files, send } from "./upload";

const poll_ms = 1000;

// The import as the service tells it, over its stream; asked for now and then where the stream breaks.
function useImport(first: Import): [Import, (now: Import) => void] {
  const [state, set_state] = useState(first);
  useEffect(() => set_state(first), [first.state]);
  useEffect(() => {
    if (state.state === "done" || state.state === "cancelled") return;
    let timer: ReturnType<typeof setInterval> | undefined;
    const take = (now: Import) => {
      set_state(now);
      if (now.state === "done") dispatchEvent(new CustomEvent("nutgraf:changed"));
    };
    const stream = new EventSource(url_of(`/imports/${first.id}/stream`));
    const read = (event: MessageEvent<string>) => take(JSON.parse(event.data) as Import);
    stream.addEventListener("progress", read);
    stream.addEventListener("done", (event) => (read(event as MessageEvent<string>), stream.close()));
    stream.onerror = () => {
      stream.close();
      timer ??= setInterval(() => get<Import>(`/imports/${first.id}`).then(take, () => undefined), poll_ms);
    };
    return () => {
      stream.close();
      clearInterval(timer);
    };
  }, [first.id, state.state === "done" || state.state === "cancelled"]);
  return [state, set_state];
}

// "train.jsonl and 3 more" for the files that an import was given.
export function say_source(source: string | undefined): string {
  const names = (source ?? "").split("\n").filter(Boolean).map((path) => path.replace(/\/+$/, "").split("/").pop() ?? path);
  return names.length > 1 ? `${names[0]} and ${names.length - 1} more` : (names[0] ?? "");
}

function ImportRow({ first }: { first: Import }) {
  const [now, set_now] = useImport(first);
  const act = async (action: string) => {
    try {
      await post(`/imports/${now.id}/${action}`, {});
      set_now(await get(`/imports/${now.id}`));
    } catch (error) {
      say_error(error as Error);
    }
  };
  const share = now.total_bytes ? now.bytes / now.total_bytes : now.total ? now.documents / now.total : undefined;
  const is_over = now.state === "done" || now.state === "cancelled";
  const errors = now.error_list ?? [];
  return (
    <li class={`import ${now.state}`}>
      <div class="import-line">
        <b class="import-state">{{ running: "Reading", paused: "Paused", done: "Done", cancelled: "Stopped" }[now.state]}</b>
        <span>
          {now.total ? `${now.documents} of ${say_count(now.total, "document")}` : say_count(now.documents, "document")}, {now.total_bytes ? `${say_bytes(now.bytes)} of ${say_bytes(now.total_bytes)}` : say_bytes(now.bytes)}, {say_count(now.events, "event")}
          {now.unchanged > 0 && `, ${now.unchanged} already there and unchanged`}
          {now.errors > 0 && <b class="bad">, {say_count(now.errors, "error")}</b>}
        </span>
        {now.state === "running" && <span class="quiet-words">{say_left(now.seconds_left)}</span>}
        <span class="buttons">
          {now.state === "running" && <button type="button" onClick={() => void act("pause")}>Pause</button>}
          {now.state === "paused" && <button type="button" onClick={() => void act("resume")}>Go on</button>}
          {!is_over && <button type="button" onClick={() => void act("cancel")}>Stop</button>}
          {now.state === "done" && <a class="button" href="#/desk">See it on the desk</a>}
        </span>
      </div>
      {(now.source || now.started) && <p class="quiet-words import-source"><bdi>{say_source(now.source)}</bdi>{now.started && <> <time>{say_moment(now.started)}</time></>}</p>}
      {!is_over && <progress max={1} value={share} aria-label="Progress" />}
      {errors.length > 0 && (
        <details open={is_over}>
          <summary>{say_count(errors.length, "error")}; everything else was taken in</summary>
          <table><thead><tr><th scope="col">File</th><th scope="col">Line</th><th scope="col">What is wrong</th></tr></thead>
            <tbody>{errors.map((error, index) => <tr key={index}><td><bdi>{error.file}</bdi></td><td>{error.line ?? ""}</td><td>{error.message}</td></tr>)}</tbody>
          </table>
        </details>
      )}
    </li>
  );
}

export function ImportView() {
  const [imports, set_imports] = useState<Import[]>([]);
  const [error, set_error] = useState<Error>();
  const [text, set_text] = useState("");
  const [is_over, set_over] = useState(false);
  const [skipped, set_skipped] = useState("");
  const folder = useRef<HTMLInputElement>(null);
  const reload = () => get<{ items: Import[] }>("/imports").then(({ items }) => set_imports(items), set_error);
  useEffect(() => {
    void reload();
    folder.current?.setAttribute("webkitdirectory", "");
  }, []);
  const take = async (all: File[]) => {
    const files = all.length > 1 ? readable_files(all) : all;
    const { batches, too_big } = into_batches(files);
    const left = [all.length - files.length && `${say_count(all.length - files.length, "file")} of a kind that is not read`, ...too_big.map((file) => `${file.name} is too big for the browser: run nutgraf import ${file.name}`)].filter(Boolean);
    set_skipped(left.join("; "));
    set_error(undefined);
    try {
      for (const batch of batches) {
        await send(batch);
        await reload();
      }
    } catch (problem) {
      set_error(problem as Error);
    }
  };
  const paste = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    try {
      await post("/imports", /^\s*<(!doctype|html|head|body)/i.test(text) ? page_form(text) : { text });
      set_text("");
      await reload();
    } catch (problem) {
      set_error(problem as Error);
    }
  };
  return (
    <div class="page import-view">
      <h1>Import reports</h1>
      <div
        class={is_over ? "drop over" : "drop"}
        onDragOver={(event) => (event.preventDefault(), set_over(true))}
        onDragLeave={() => set_over(false)}
        onDrop={(event) => {
          event.preventDefault();
          set_over(false);
          if (event.dataTransfer) void dropped_files(event.dataTransfer).then(take, set_error);
        }}
      >
        <p><b>Drop files or a folder here</b></p>
        <p class="quiet-words">Text, saved pages (HTML), JSON Lines; also gzipped. The same file twice changes nothing.</p>
        <div class="buttons">
          <label class="button main">Choose files<input type="file" class="hidden-input" multiple onChange={(event) => void take([...(event.currentTarget.files ?? [])])} /></label>
          <label class="button">Choose a folder<input ref={folder} type="file" class="hidden-input" multiple onChange={(event) => void take([...(event.currentTarget.files ?? [])])} /></label>
        </div>
      </div>
      <form class="paste" onSubmit={(event) => void paste(event)}>
        <label class="big"><span>Or paste a text, or a page’s HTML</span><textarea rows={5} dir="auto" value={text} onInput={(event) => set_text(event.currentTarget.value)} /></label>
        <button type="submit" disabled={!text.trim()}>Import the text</button>
      </form>
      <Failure error={error} retry={() => void reload()} />
      {skipped && <p class="warning" role="status">{skipped}</p>}
      {imports.length > 0 && <h2>Imports</h2>}
      <ol class="imports">{imports.map((one) => <ImportRow key={one.id} first={one} />)}</ol>
    </div>
  );
}
