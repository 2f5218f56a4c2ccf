// The whole state of the screen is in the URL's fragment: "#/desk?type=ASSAULT&from=2021-03-01&sel=…". A pasted
// URL restores the view; going back goes back one step of work.

export const views = ["desk", "reports", "report", "stories", "story", "review", "import", "read", "log"] as const;
export type View = (typeof views)[number];

export interface Route {
  view: View;
  id?: string;
  params: Record<string, string>;
}

export function read_route(fragment: string): Route {
  const [path = "", query = ""] = fragment.replace(/^#/, "").split(/\?(.*)/s);
  const [, name = "", id] = path.split("/");
  const view = views.find((one) => one === name) ?? "desk";
  const params: Record<string, string> = {};
  new URLSearchParams(query).forEach((value, key) => {
    if (value) params[key] = value;
  });
  return id ? { view, id: decodeURIComponent(id), params } : { view, params };
}

export function write_route({ view, id, params }: Route): string {
  const pairs = Object.entries(params)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`);
  return `#/${view}${id ? `/${encodeURIComponent(id)}` : ""}${pairs.length ? `?${pairs.join("&")}` : ""}`;
}

export const current_route = (): Route => read_route(location.hash);

// Adds a step to the browser's history, or with `replace` changes the present one.
export function go_to(route: Route, how: "push" | "replace" = "push"): void {
  const fragment = write_route(route);
  if (fragment === location.hash) return;
  history[how === "push" ? "pushState" : "replaceState"](null, "", fragment);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

// The present route with some parameters changed; an empty string or undefined takes one away.
export function with_params(route: Route, changes: Record<string, string | undefined>): Route {
  const params = { ...route.params };
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || value === "") delete params[key];
    else params[key] = value;
  }
  return { ...route, params };
}
