// Views that a person keeps: a name and the URL's fragment, in this browser.

import { useState } from "preact/hooks";
import { go_to, read_route, type Route, write_route } from "../state/url";

interface Saved {
  name: string;
  fragment: string;
}

const store_name = "nutgraf.views";

function saved_views(): Saved[] {
  try {
    return JSON.parse(localStorage.getItem(store_name) ?? "[]") as Saved[];
  } catch {
    return [];
  }
}

export function SavedViews({ route }: { route: Route }) {
  const [views, set_views] = useState(saved_views);
  const [name, set_name] = useState("");
  const keep = (next: Saved[]) => {
    localStorage.setItem(store_name, JSON.stringify(next));
    set_views(next);
  };
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    keep([...views.filter((view) => view.name !== name.trim()), { name: name.trim(), fragment: write_route(route) }]);
    set_name("");
  };
  return (
    <details class="saved-views" open={views.length > 0}>
      <summary>Saved views</summary>
      <ul>
        {views.map((view) => (
          <li key={view.name}>
            <button type="button" class="link" onClick={() => go_to(read_route(view.fragment))}>{view.name}</button>
            <button type="button" class="quiet icon" aria-label={`Forget ${view.name}`} onClick={() => keep(views.filter((one) => one !== view))}>✕</button>
          </li>
        ))}
      </ul>
      <form onSubmit={add}>
        <input type="text" value={name} placeholder="Name of this view" aria-label="Name of this view" onInput={(event) => set_name(event.currentTarget.value)} />
        <button type="submit">Save</button>
      </form>
    </details>
  );
}
