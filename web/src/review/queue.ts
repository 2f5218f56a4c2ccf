// The queue in hand: which record is next, and what was done to it. Keys may come faster than the service answers, so
// each deed waits for the one before it and goes to the record that is then in hand.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Event, Page } from "../api/types";
import { say_parties } from "../record/values";
import { event_name } from "../record/words";
import type { Loaded } from "../state/hooks";
import { say_done } from "../state/notices";
import { change_event, undo } from "../state/review";

const done_words: Record<string, string> = { accept: "Accepted", reject: "Rejected", dispute: "Marked as disputed" };

interface Hand {
  queue: Event[];
  at: number;
  finished: number;
}

export interface Queue extends Hand {
  put: (event: Event) => void; // a record that was changed in place
  act: (action: string) => void; // decides on the record in hand, or skips it, and goes on
  undo_last: () => void;
  go_back: () => void;
  go_to_row: (index: number) => void;
}

// `first`: the record to begin with, where the queue has it.
export function useQueue(loaded: Loaded<Page<Event>>, first: string | undefined): Queue {
  const hand = useRef<Hand>({ queue: [], at: 0, finished: 0 });
  const turn = useRef(Promise.resolve());
  const [, draw] = useState(0);
  const set = (changes: Partial<Hand>) => {
    hand.current = { ...hand.current, ...changes };
    draw((count) => count + 1);
  };
  const in_turn = (work: () => Promise<void>) => {
    turn.current = turn.current.then(work);
  };
  useEffect(() => {
    if (!loaded.value) return;
    const { items } = loaded.value;
    set({ queue: items, at: Math.max(0, items.findIndex(({ id }) => id === first)), finished: 0 });
  }, [loaded.value]);
  const put = (event: Event) => set({ queue: hand.current.queue.map((one) => (one.id === event.id ? event : one)) });
  const go_on = () => {
    const { at, queue } = hand.current;
    if (at + 1 < queue.length) set({ at: at + 1 });
    else {
      set({ queue: [], at: 0 }); // a key pressed meanwhile decides nothing twice
      loaded.reload();
    }
  };
  const decide = async (action: string) => {
    const event = hand.current.queue[hand.current.at];
    if (!event) return;
    if (action === "skip") return go_on();
    const now = await change_event(event.id, { action });
    if (!now) return;
    put(now);
    set({ finished: hand.current.finished + 1 });
    say_done(`${done_words[action]}: ${say_parties(event) || event_name(event.event, event.mode)}`);
    go_on();
  };
  const take_back = async () => {
    const events = await undo();
    if (!events) return;
    events.forEach(put);
    const back_to = hand.current.queue.findIndex((one) => one.id === events[0]?.id);
    if (back_to >= 0) set({ at: back_to, finished: Math.max(0, hand.current.finished - 1) });
  };
  return {
    ...hand.current,
    put,
    act: (action) => in_turn(() => decide(action)),
    undo_last: () => in_turn(take_back),
    go_back: () => in_turn(async () => set({ at: Math.max(0, hand.current.at - 1) })),
    go_to_row: (index) => set({ at: index }),
  };
}
