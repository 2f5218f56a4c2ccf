// Events of one report as a tree: parts under the larger event that they are parts of.

import type { Event } from "../api/types";

// The larger event; nothing when it is not among those given. A part names it by its id, or by the short id of the report.
export function whole_of(event: Event, events: Event[]): Event | undefined {
  if (!event.part_of) return undefined;
  return events.find((other) => other !== event && (other.id === event.part_of || other.id.endsWith(`-${event.part_of}`)));
}

export interface EventNode {
  event: Event;
  number: string; // "1", "1.2"
  depth: number;
}

// In the order of the report, each part straight after its whole; events that are parts of one another in a circle stand at the top.
export function in_tree_order(events: Event[]): EventNode[] {
  const listed = new Set<Event>();
  const found: EventNode[] = [];
  const list = (event: Event, number: string, depth: number) => {
    if (listed.has(event)) return;
    listed.add(event);
    found.push({ event, number, depth });
    events.filter((other) => whole_of(other, events) === event).forEach((part, at) => list(part, `${number}.${at + 1}`, depth + 1));
  };
  let last = 0;
  for (const event of events) if (!whole_of(event, events)) list(event, String(++last), 0);
  for (const event of events) if (!listed.has(event)) list(event, String(++last), 0);
  return found;
}

export const number_of = (event: Event | undefined, events: Event[]): string | undefined => in_tree_order(events).find((node) => node.event === event)?.number;

// The event and all below it.
export function with_parts(event: Event, events: Event[]): Event[] {
  const found = [event];
  for (let at = 0; at < found.length; ++at) {
    for (const other of events) if (!found.includes(other) && whole_of(other, events) === found[at]) found.push(other);
  }
  return found;
}
