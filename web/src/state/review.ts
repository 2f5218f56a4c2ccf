// What a person does to records. Each goes to the service's log under the person's name and comes back as the
// record that now holds; nothing is changed on the screen alone.

import { get, post } from "../api/client";
import type { Edit, Event } from "../api/types";
import { say_edit } from "../record/edits";
import { name_of_person } from "./person";
import { say_error, say_done } from "./notices";

export interface Change {
  action: string;
  path?: string;
  value?: unknown;
  reason?: string;
}

// The event as it is now; nothing when it was not changed, and then a notice has said why.
export async function change_event(id: string, change: Change): Promise<Event | null> {
  const who = await name_of_person();
  if (!who) return null;
  try {
    const { event } = await post<{ edit: Edit; event: Event }>(`/events/${encodeURIComponent(id)}/review`, { ...change, who });
    dispatchEvent(new CustomEvent("nutgraf:changed"));
    return event;
  } catch (error) {
    say_error(error as Error);
    return null;
  }
}

// An event that the program missed, as a person tells it; nothing when it was not taken, and then a notice has said why.
export async function add_event(report: string, record: object, reason: string): Promise<{ edit: Edit; event: Event } | null> {
  const who = await name_of_person();
  if (!who) return null;
  try {
    const added = await post<{ edit: Edit; event: Event }>(`/reports/${encodeURIComponent(report)}/events`, { ...record, ...(reason && { reason }), who });
    dispatchEvent(new CustomEvent("nutgraf:changed"));
    return added;
  } catch (error) {
    say_error(error as Error);
    return null;
  }
}

async function say_undone(id: number): Promise<void> {
  const edit = await get<{ items: Edit[] }>("/edits", { since: id - 1, limit: 1 }).then(({ items }) => items[0], () => undefined);
  say_done(edit?.id === id ? `Undone: ${say_edit(edit)}` : "Undone");
}

// Takes back the last change, or the one with this id. The events as they are now (none, where an added event went); null when
// nothing was undone.
export async function undo(edit?: number): Promise<Event[] | null> {
  const who = await name_of_person();
  if (!who) return null;
  try {
    const answer = await post<{ edit: Edit; events: Event[] }>("/review/undo", edit === undefined ? { who } : { edit, who });
    dispatchEvent(new CustomEvent("nutgraf:changed"));
    void say_undone(Number(answer.edit.value));
    return answer.events ?? [];
  } catch (error) {
    say_error(error as Error);
    return null;
  }
}
