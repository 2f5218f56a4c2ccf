// Who sits at the screen: the name that goes into the log of changes. Kept in this browser.

const store_name = "nutgraf.who";
let ask: () => Promise<string | null> = async () => null;

export const known_name = (): string => localStorage.getItem(store_name) ?? "";
export const keep_name = (name: string): void => localStorage.setItem(store_name, name.trim());
export function on_name_needed(asking: () => Promise<string | null>): void {
  ask = asking;
}

// The name, asked for when there is none yet; nothing when the person will not say, and then nothing is changed.
export async function name_of_person(): Promise<string | null> {
  if (known_name()) return known_name();
  const given = (await ask())?.trim();
  if (!given) return null;
  keep_name(given);
  return given;
}
