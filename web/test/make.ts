// Small records for the tests.

import type { Event, Figure } from "../src/api/types";

export function make_event(given: Partial<Event> & { id: string }): Event {
  return {
    report: "r", event: "COERCE", mode: ["arrest"], context: [], status: "happened", certainty: "stated", actor: [], recipient: [], instrument: [],
    where: [], how_many: [], says_who: [], evidence: [], confidence: 0.9, ...given,
  };
}

export function make_figure(id: string, value: number, given: Partial<Figure> = {}): Figure {
  return { id, what: "detained", unit: "people", value, bound: "exact", low: value, high: value, text: String(value), ...given };
}
