// Talks to the service under /api. Every failure becomes an ApiError with the service's own words, so that a
// view can show what went wrong and what to try; a missing token is asked for once and kept for this tab.

export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export type Query = Record<string, string | number | boolean | undefined>;

const token_name = "nutgraf.token";
let ask_for_token: () => Promise<string | null> = async () => null;

export function on_token_needed(ask: () => Promise<string | null>): void {
  ask_for_token = ask;
}

export const has_token = (): boolean => sessionStorage.getItem(token_name) !== null;

export function url_of(path: string, query: Query = {}): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return `/api${path}${pairs.length ? `?${pairs.join("&")}` : ""}`;
}

async function failure_of(response: Response): Promise<ApiError> {
  try {
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    return new ApiError(error.code, error.message, response.status);
  } catch {
    return new ApiError("unknown", `The service answered ${response.status} ${response.statusText}`, response.status);
  }
}

export async function fetch_api(url: string, init: RequestInit = {}, is_retry = false): Promise<Response> {
  const headers = new Headers(init.headers);
  const token = sessionStorage.getItem(token_name);
  if (token) headers.set("Authorization", `Bearer ${token}`);
  if (init.method && init.method !== "GET") headers.set("X-Nutgraf", "desk");
  let response: Response;
  try {
    response = await fetch(url, { ...init, headers });
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    throw new ApiError("unreachable", "The program does not answer. Is nutgraf serve still running?", 0);
  }
  if (response.status === 401 && !is_retry) {
    const given = await ask_for_token();
    if (given) {
      sessionStorage.setItem(token_name, given);
      return fetch_api(url, init, true);
    }
  }
  if (!response.ok) throw await failure_of(response);
  return response;
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return (await (await fetch_api(url_of(path, query), { signal })).json()) as T;
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const is_form = body instanceof FormData;
  const init: RequestInit = {
    method: "POST",
    body: is_form ? body : JSON.stringify(body ?? {}),
    headers: is_form ? {} : { "Content-Type": "application/json" },
  };
  return (await (await fetch_api(`/api${path}`, init)).json()) as T;
}

export async function remove(path: string): Promise<void> {
  await fetch_api(`/api${path}`, { method: "DELETE" });
}

// Saves what the service answers as a file of this name.
export async function download(response: Response, name: string): Promise<void> {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
