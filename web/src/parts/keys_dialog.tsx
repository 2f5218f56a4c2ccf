// The keys of every action, printed and changeable.

import { useState } from "preact/hooks";
import { actions, forget_own_keys, key_of, say_key, set_key, taken_by, type Scope } from "../state/keys";
import { caution_signs, caution_titles } from "./bits";
import { Dialog } from "./dialog";

const scope_words: Record<Scope, string> = { everywhere: "Everywhere", list: "Lists and queues", report: "A report and its records", review: "Review" };

const marks: [string, string, string][] = [
  ["coded", "state coded", "A person has changed it since it was last accepted"],
  ["reviewed", "state reviewed", "A person has accepted it as it is"],
  ["disputed", "state disputed", "A person doubts it"],
  ["rejected", "state rejected", "A person says that it is no such event"],
  ["~ inferred", "tag inferred", "The report does not say this of the event itself; the program worked it out"],
  ["changed by a person", "tag edited", "Not what the program read"],
  ["suspected", "tag suspected", "Suspected by the report’s sources, not proven"],
];

export function KeysDialog({ on_close }: { on_close: () => void }) {
  const [waiting, set_waiting] = useState<string | null>(null);
  const [words, set_words] = useState("");
  const take = (id: string) => (event: KeyboardEvent) => {
    if (waiting !== id || ["Shift", "Control", "Alt", "Meta", "Tab"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    set_waiting(null);
    if (event.key === "Escape") return;
    const other = taken_by(id, event.key);
    if (other) return set_words(`“${say_key(event.key)}” is already the key for: ${other.words}`);
    set_key(id, event.key);
    set_words("");
  };
  return (
    <Dialog title="Keys and marks" wide on_close={on_close}>
      <p class="quiet-words">Choose a key to change it, then press the new one. Inside a report, ← and → go from value to value in the text.</p>
      {words && <p class="failure" role="alert">{words}</p>}
      <div class="keys">
        {(Object.keys(scope_words) as Scope[]).map((scope) => (
          <section key={scope}>
            <h3>{scope_words[scope]}</h3>
            <dl>
              {actions.filter((action) => action.scope === scope).map((action) => (
                <div key={action.id}>
                  <dt>{action.words}</dt>
                  <dd>
                    <button type="button" class="key" onClick={() => set_waiting(action.id)} onKeyDown={take(action.id)} onBlur={() => set_waiting(null)} aria-label={`Key for ${action.words}: ${say_key(key_of(action.id))}`}>
                      {waiting === action.id ? "press a key" : say_key(key_of(action.id))}
                    </button>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <section class="marks" aria-label="What the marks mean">
        <h3>Marks beside an event</h3>
        <dl>
          {Object.entries(caution_titles).map(([caution, meaning]) => <div key={caution}><dt><span class={`caution ${caution.replaceAll(" ", "-")}`}><span aria-hidden="true">{caution_signs[caution]}</span> {caution}</span></dt><dd>{meaning}</dd></div>)}
          {marks.map(([mark, classes, meaning]) => <div key={mark}><dt><span class={classes}>{mark}</span></dt><dd>{meaning}</dd></div>)}
        </dl>
      </section>
      <div class="buttons">
        <a class="credit" href="licences.txt" target="_blank" rel="noreferrer">Licences of map and libraries</a>
        <button type="button" onClick={() => (forget_own_keys(), set_words("All keys are as they were at first."))}>Put all keys back</button>
      </div>
    </Dialog>
  );
}
