import { useEffect, useState } from "preact/hooks";
import type { Notice } from "../state/notices";

const shown_ms = 6000;

export function Notices() {
  const [notices, set_notices] = useState<Notice[]>([]);
  useEffect(() => {
    const take = (event: globalThis.Event) => {
      const notice = (event as CustomEvent<Notice>).detail;
      set_notices((before) => [...before.slice(-2), notice]);
      setTimeout(() => set_notices((before) => before.filter((one) => one.id !== notice.id)), notice.is_error ? shown_ms * 2 : shown_ms);
    };
    addEventListener("nutgraf:notice", take);
    return () => removeEventListener("nutgraf:notice", take);
  }, []);
  return (
    <div class="notices" role="status" aria-live="polite">
      {notices.map((notice) => (
        <p key={notice.id} class={notice.is_error ? "error" : ""}>
          {notice.words}
          {notice.undo && <button type="button" class="quiet" onClick={() => (set_notices((before) => before.filter((one) => one !== notice)), notice.undo!())}>Undo</button>}
        </p>
      ))}
    </div>
  );
}
