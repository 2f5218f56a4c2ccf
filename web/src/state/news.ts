// Whether the project has changed under a view, by this person elsewhere or by another: the number of the change
// feed that the service tells, compared with the one the view began with.

import { useEffect, useState } from "preact/hooks";

let last_seq: number | undefined;

export function tell_seq(seq: number | undefined): void {
  if (seq === undefined || seq === last_seq) return;
  last_seq = seq;
  dispatchEvent(new CustomEvent("nutgraf:seq"));
}

// True once there is something newer; the function that comes back forgets it.
export function useNews(): [boolean, () => void] {
  const [seen, set_seen] = useState(last_seq);
  const [now, set_now] = useState(last_seq);
  useEffect(() => {
    const look = () => {
      set_now(last_seq);
      set_seen((before) => before ?? last_seq);
    };
    addEventListener("nutgraf:seq", look);
    return () => removeEventListener("nutgraf:seq", look);
  }, []);
  return [seen !== now, () => set_seen(last_seq)];
}
