// The frame around every view: where one is, the search, the project's counts, light or dark, the keys.

import { useEffect, useState } from "preact/hooks";
import { get } from "./api/client";
import type { About } from "./api/types";
import { Desk } from "./desk/desk";
import { ExportDialog } from "./export/export";
import { ImportView } from "./import/import";
import { LogView } from "./log/log";
import { Asker } from "./parts/ask";
import { Key } from "./parts/bits";
import { KeysDialog } from "./parts/keys_dialog";
import { Notices } from "./parts/notices";
import { ReadView } from "./read/read";
import { ReportView } from "./report/report";
import { ReportsView } from "./report/reports";
import { ReviewView } from "./review/review";
import { say_count } from "./state/filters";
import { useKeys, useLoad, useRoute } from "./state/hooks";
import { press } from "./state/keys";
import { tell_seq } from "./state/news";
import { go_to, type Route, type View, with_params, write_route } from "./state/url";
import { StoriesView } from "./story/stories";
import { StoryView } from "./story/story";

const tabs: { view: View; words: string; holds: View[] }[] = [
  { view: "desk", words: "Desk", holds: ["desk"] },
  { view: "reports", words: "Reports", holds: ["reports", "report"] },
  { view: "stories", words: "Stories", holds: ["stories", "story"] },
  { view: "review", words: "Review", holds: ["review"] },
  { view: "import", words: "Import", holds: ["import"] },
  { view: "read", words: "Read", holds: ["read"] },
  { view: "log", words: "Log", holds: ["log"] },
];

const look_again_ms = 15_000;

function View({ route }: { route: Route }) {
  switch (route.view) {
    case "desk": return <Desk route={route} />;
    case "reports": return <ReportsView route={route} />;
    case "report": return <ReportView key={route.id} route={route} />;
    case "stories": return <StoriesView route={route} />;
    case "story": return <StoryView key={route.id} route={route} />;
    case "review": return <ReviewView route={route} />;
    case "import": return <ImportView />;
    case "read": return <ReadView />;
    case "log": return <LogView route={route} />;
  }
}

type Theme = "system" | "light" | "dark";
const next_theme: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

function use_theme(): [Theme, () => void] {
  const [theme, set_theme] = useState<Theme>(() => (localStorage.getItem("nutgraf.theme") as Theme | null) ?? "system");
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("nutgraf.theme", theme);
    dispatchEvent(new CustomEvent("nutgraf:theme"));
  }, [theme]);
  return [theme, () => set_theme(next_theme[theme])];
}

function Search({ route }: { route: Route }) {
  const [words, set_words] = useState(route.params.q ?? "");
  useEffect(() => set_words(route.params.q ?? ""), [route.params.q]);
  const view = route.view === "reports" || route.view === "stories" || route.view === "review" ? route.view : "desk";
  const what = view === "reports" ? "reports" : view === "stories" ? "stories" : "events and texts";
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    const from: Route = route.view === view ? route : { view, params: {} };
    go_to(with_params(from, { q: words.trim(), sel: undefined }));
  };
  return (
    <form role="search" class="search" onSubmit={search}>
      <input id="search" type="search" value={words} placeholder={`Search ${what}`} aria-label={`Search ${what}`} onInput={(event) => set_words(event.currentTarget.value)} onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()} />
      <Key of="search" />
    </form>
  );
}

export function App() {
  const route = useRoute();
  const [theme, change_theme] = use_theme();
  const [dialog, set_dialog] = useState<"keys" | "export" | null>(null);
  const about = useLoad<About>("about", (signal) => get("", {}, signal));
  useEffect(() => {
    const reload = () => about.reload();
    addEventListener("keydown", press);
    addEventListener("nutgraf:changed", reload);
    return () => {
      removeEventListener("keydown", press);
      removeEventListener("nutgraf:changed", reload);
    };
  }, []);
  useEffect(() => {
    document.title = `${tabs.find((tab) => tab.holds.includes(route.view))?.words} · Nutgraf`;
  }, [route.view]);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || about.reload(), look_again_ms);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    tell_seq(about.value?.seq);
  }, [about.value?.seq]);
  useEffect(() => set_dialog(null), [route.view, route.id]);
  const go = (view: View) => () => go_to({ view, params: {} });
  useKeys({
    search: () => document.getElementById("search")?.focus(),
    keys: () => set_dialog("keys"),
    export: () => set_dialog("export"),
    go_desk: go("desk"), go_reports: go("reports"), go_stories: go("stories"), go_review: go("review"), go_import: go("import"), go_read: go("read"), go_log: go("log"),
  });
  const counts = about.value?.counts;
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), document.getElementById("main")?.focus())}>Skip to the content</a>
      <header class="top">
        <a class="wordmark" href="#/desk">Nutgraf</a>
        <nav aria-label="Views">
          {tabs.map((tab) => (
            <a key={tab.view} href={write_route({ view: tab.view, params: {} })} aria-current={tab.holds.includes(route.view) ? "page" : undefined}>{tab.words}</a>
          ))}
        </nav>
        <Search route={route} />
        <p class="project" title={about.value?.project}>
          {counts && `${say_count(counts.reports, "report")}, ${say_count(counts.events, "event")}`}
          {about.value?.read_only && <span class="state">read only</span>}
        </p>
        <button type="button" class="quiet" onClick={() => set_dialog("export")}>Export</button>
        <button type="button" class="quiet icon" onClick={change_theme} aria-label={`Colours: ${theme}`} title={`Colours: ${theme}`}>{theme === "dark" ? "☾" : theme === "light" ? "☀" : "◐"}</button>
        <button type="button" class="quiet icon" onClick={() => set_dialog("keys")} aria-label="Keys and marks" title="Keys and marks">?</button>
      </header>
      <main id="main" class={`view-${route.view}`} tabIndex={-1}>
        {about.error && !about.value ? <div class="failure" role="alert"><p>{about.error.message}</p><button type="button" onClick={about.reload}>Try again</button></div> : <View route={route} />}
      </main>
      {dialog === "keys" && <KeysDialog on_close={() => set_dialog(null)} />}
      {dialog === "export" && <ExportDialog route={route} on_close={() => set_dialog(null)} />}
      <Asker />
      <Notices />
    </>
  );
}
