// The few hooks that views share: the route, what the service answers, keys, and a width for small screens.

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { listen_to_keys } from "./keys";
import { current_route, type Route } from "./url";

export function useRoute(): Route {
  const [route, set_route] = useState(current_route);
  useEffect(() => {
    const follow = () => set_route(current_route());
    addEventListener("hashchange", follow);
    addEventListener("popstate", follow);
    return () => {
      removeEventListener("hashchange", follow);
      removeEventListener("popstate", follow);
    };
  }, []);
  return route;
}

export interface Loaded<T> {
  value: T | undefined; // the last answer, kept while the next one is on its way
  error: Error | undefined;
  is_loading: boolean;
  reload: () => void;
  set: (value: T) => void;
}

// Asks again whenever `question` changes; an answer that comes after a newer question is dropped.
export function useLoad<T>(question: string, ask: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, set_state] = useState<{ value?: T; error?: Error; is_loading: boolean }>({ is_loading: true });
  const [turn, set_turn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    set_state(({ value }) => ({ value, is_loading: true }));
    ask(abort.signal).then(
      (value) => abort.signal.aborted || set_state({ value, is_loading: false }),
      (error: Error) => abort.signal.aborted || set_state(({ value }) => ({ value, error, is_loading: false })),
    );
    return () => abort.abort();
  }, [question, turn]);
  const reload = useCallback(() => set_turn((one) => one + 1), []);
  const set = useCallback((value: T) => set_state({ value, is_loading: false }), []);
  return { value: state.value, error: state.error, is_loading: state.is_loading, reload, set };
}

// Keys of a view; the functions may change from one drawing to the next. They work as soon as the view is drawn.
export function useKeys(table: Record<string, () => void>): void {
  const latest = useRef(table);
  latest.current = table;
  const names = Object.keys(table).join(" ");
  useLayoutEffect(() => listen_to_keys(Object.fromEntries(names.split(" ").filter(Boolean).map((name) => [name, () => latest.current[name]?.()]))), [names]);
}

// Keeps what the keys have come to in sight.
export function useInView(selector: string, at: unknown): void {
  useEffect(() => document.querySelector(selector)?.scrollIntoView({ block: "nearest" }), [at]);
}

export function useMedia(query: string): boolean {
  const [is_so, set_so] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => set_so(media.matches);
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, [query]);
  return is_so;
}

export const is_phone = "(max-width: 760px)";
