// Every action that has a key: its name, where it works and the key it starts with. A person's own keys are kept
// in this browser and win over these; keys are printed wherever the action can be taken.

export type Scope = "everywhere" | "list" | "report" | "review";

export interface Action {
  id: string;
  scope: Scope;
  words: string;
  key: string;
}

export const actions: Action[] = [
  { id: "search", scope: "everywhere", words: "Search", key: "/" },
  { id: "keys", scope: "everywhere", words: "Show and change keys", key: "?" },
  { id: "go_desk", scope: "everywhere", words: "Go to the desk", key: "g d" },
  { id: "go_reports", scope: "everywhere", words: "Go to the reports", key: "g p" },
  { id: "go_stories", scope: "everywhere", words: "Go to the stories", key: "g s" },
  { id: "go_review", scope: "everywhere", words: "Go to review", key: "g v" },
  { id: "go_import", scope: "everywhere", words: "Go to import", key: "g i" },
  { id: "go_read", scope: "everywhere", words: "Go to read a text", key: "g t" },
  { id: "go_log", scope: "everywhere", words: "Go to the log", key: "g l" },
  { id: "export", scope: "everywhere", words: "Export what is shown", key: "x" },
  { id: "next", scope: "list", words: "Next", key: "j" },
  { id: "previous", scope: "list", words: "Previous", key: "k" },
  { id: "open", scope: "list", words: "Open", key: "Enter" },
  { id: "pick", scope: "list", words: "Pick for merging", key: "p" },
  { id: "edit", scope: "report", words: "Edit the chosen value", key: "e" },
  { id: "words", scope: "report", words: "Choose words in the text", key: "w" },
  { id: "add_event", scope: "report", words: "Add a missed event", key: "m" },
  { id: "comment", scope: "report", words: "Comment", key: "c" },
  { id: "undo", scope: "report", words: "Undo the last change", key: "u" },
  { id: "question_1", scope: "report", words: "Choose what", key: "1" },
  { id: "question_2", scope: "report", words: "Choose who", key: "2" },
  { id: "question_3", scope: "report", words: "Choose to whom", key: "3" },
  { id: "question_4", scope: "report", words: "Choose when", key: "4" },
  { id: "question_5", scope: "report", words: "Choose where", key: "5" },
  { id: "question_6", scope: "report", words: "Choose how many", key: "6" },
  { id: "question_7", scope: "report", words: "Choose says who", key: "7" },
  { id: "accept", scope: "review", words: "Accept and go on", key: "a" },
  { id: "reject", scope: "review", words: "Reject and go on", key: "r" },
  { id: "dispute", scope: "review", words: "Mark as disputed and go on", key: "d" },
  { id: "skip", scope: "review", words: "Skip", key: "s" },
  { id: "back", scope: "review", words: "Go back one", key: "b" },
];

const store_name = "nutgraf.keys";

function own_keys(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(store_name) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}

export const key_of = (id: string): string => own_keys()[id] ?? actions.find((action) => action.id === id)?.key ?? "";

// The action that already has this key in a scope where both would answer; nothing when the key is free.
export function taken_by(id: string, key: string): Action | undefined {
  const scope = actions.find((action) => action.id === id)?.scope;
  const meet = (other: Scope) => other === scope || other === "everywhere" || scope === "everywhere" || (other !== "list" && scope !== "list");
  return actions.find((action) => action.id !== id && meet(action.scope) && key_of(action.id) === key);
}

export function set_key(id: string, key: string | undefined): void {
  const keys = own_keys();
  if (key === undefined) delete keys[id];
  else keys[id] = key;
  localStorage.setItem(store_name, JSON.stringify(keys));
}

export const forget_own_keys = (): void => localStorage.removeItem(store_name);

export const say_key = (key: string): string => key.replace(" ", " then ").replace("Enter", "↵");

const is_typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

let first_of_two = "";

// Calls the action's function; one view registers its own with listen_to_keys and takes them away with the
// function that comes back. Later registrations go first. Nothing happens while somebody types or a dialog is open.
type Table = Record<string, () => void>;
const tables: Table[] = [];

export function listen_to_keys(table: Table): () => void {
  tables.push(table);
  return () => void tables.splice(tables.indexOf(table), 1);
}

export function press(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || is_typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const is_on_control = event.target instanceof HTMLElement && event.target.closest("button, a, summary, [role=button]") !== null;
  if (is_on_control && (event.key === "Enter" || event.key === " ")) return;
  const pressed = first_of_two ? `${first_of_two} ${event.key}` : event.key;
  first_of_two = "";
  for (const table of [...tables].reverse()) {
    const id = Object.keys(table).find((one) => key_of(one) === pressed);
    if (!id) continue;
    event.preventDefault();
    table[id]!();
    return;
  }
  if (actions.some((action) => key_of(action.id).startsWith(`${pressed} `))) first_of_two = pressed;
}
