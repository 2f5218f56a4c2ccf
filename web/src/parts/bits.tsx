// Small pieces that every view uses.

import type { ComponentChildren } from "preact";
import type { Event, State } from "../api/types";
import { cautions_of } from "../record/values";
import { event_name, quad_of } from "../record/words";
import { key_of, say_key } from "../state/keys";
import { type View, write_route } from "../state/url";

export const Key = ({ of }: { of: string }) => <kbd>{say_key(key_of(of))}</kbd>;

export const caution_signs: Record<string, string> = {
  alleged: "?", claimed: "❝", disputed: "⇄", planned: "◷", foiled: "⊘", "did not happen": "✕", hypothetical: "◌", background: "↶",
};
export const caution_titles: Record<string, string> = {
  alleged: "Hedged by the report as suspicion or accusation", claimed: "Told by the party that did it or profits from it",
  disputed: "Another speaker denies it or tells it otherwise", planned: "Lies ahead of the report", foiled: "Tried and stopped",
  "did not happen": "The report says that it did not take place", hypothetical: "Conditional, feared or demanded",
  background: "Over more than a week before the report, or told as history",
};

export const Cautions = ({ event }: { event: Event }) => (
  <>
    {cautions_of(event).map((caution) => (
      <span key={caution} class={`caution ${caution.replaceAll(" ", "-")}`} title={caution_titles[caution]}>
        <span aria-hidden="true">{caution_signs[caution]}</span> {caution}
      </span>
    ))}
  </>
);

export const TypeDot = ({ type }: { type: string }) => <span class={`dot quad-${quad_of(type)}`} aria-hidden="true" />;

export const EventName = ({ event, code }: { event: Event; code?: boolean }) => (
  <>
    <TypeDot type={event.event} />
    <b class="event-name">{event_name(event.event, event.mode)}</b>
    {code && <code class="code">{[event.event, ...event.mode].join(" ")}</code>}
  </>
);

export const StateBadge = ({ state }: { state: State | undefined }) => (state && state !== "machine" ? <span class={`state ${state}`}>{state}</span> : null);

export const Confidence = ({ value }: { value: number }) => (
  <span class="confidence" title="Confidence: of the records given this number, that share is right">
    {Math.round(value * 100)} %
  </span>
);

export function Failure({ error, retry }: { error: Error | undefined; retry?: () => void }) {
  if (!error) return null;
  return (
    <div class="failure" role="alert">
      <p>{error.message}</p>
      {retry && <button type="button" onClick={retry}>Try again</button>}
    </div>
  );
}

// In place of a view that could not be had: what is wrong and where one can go from here.
export const NotHad = ({ error, is_loading, retry, list, words }: { error: Error | undefined; is_loading: boolean; retry: () => void; list: View; words: string }) => (
  <>
    <Loading is_loading={is_loading} />
    {error && (
      <div class="page">
        <Failure error={error} retry={retry} />
        <p><a href={write_route({ view: list, params: {} })}>{words}</a></p>
      </div>
    )}
  </>
);

export const Empty = ({ children }: { children: ComponentChildren }) => <div class="empty">{children}</div>;

export const Loading = ({ is_loading }: { is_loading: boolean }) => <div class={is_loading ? "loading on" : "loading"} role="progressbar" aria-hidden={!is_loading} aria-label="Loading" />;
