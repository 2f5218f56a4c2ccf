// A modal over the page, on the browser's own <dialog>: it keeps the focus inside and closes with Escape.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  title: string;
  wide?: boolean;
  on_close: () => void;
  children: ComponentChildren;
}

export function Dialog({ title, wide, on_close, children }: Props) {
  const at = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    at.current?.showModal();
    if (!at.current?.querySelector("[autofocus]")) at.current?.querySelector("h2")?.focus();
    return () => before?.focus?.();
  }, []);
  return (
    <dialog ref={at} class={wide ? "dialog wide" : "dialog"} aria-label={title} onClose={on_close} onClick={(event) => event.target === at.current && on_close()}>
      <div class="dialog-page">
        <header>
          <h2 tabIndex={-1}>{title}</h2>
          <button type="button" class="quiet" onClick={on_close} aria-label="Close">✕</button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
