// Questions that code outside the views asks the person: the name for the log, the token of a remote desk.

import { useEffect, useState } from "preact/hooks";
import { on_token_needed } from "../api/client";
import { on_name_needed } from "../state/person";
import { Dialog } from "./dialog";

interface Question {
  title: string;
  words: string;
  label: string;
  type: "text" | "password";
  answer: (given: string | null) => void;
}

export function Asker() {
  const [question, set_question] = useState<Question | null>(null);
  useEffect(() => {
    const asking = (rest: Omit<Question, "answer">) => () =>
      new Promise<string | null>((resolve) => set_question({ ...rest, answer: (given) => (set_question(null), resolve(given)) }));
    on_name_needed(asking({ title: "Who is changing this?", words: "Every change is kept in the project’s log with a name. It stays on this computer.", label: "Your name or initials", type: "text" }));
    on_token_needed(asking({ title: "This desk needs its token", words: "The program printed it when it was started.", label: "Token", type: "password" }));
  }, []);
  if (!question) return null;
  return (
    <Dialog title={question.title} on_close={() => question.answer(null)}>
      <form
        class="stacked"
        onSubmit={(event) => {
          event.preventDefault();
          const given = String(new FormData(event.currentTarget as HTMLFormElement).get("given") ?? "");
          question.answer(given || null);
        }}
      >
        <p>{question.words}</p>
        <label>
          {question.label}
          <input name="given" type={question.type as "text"} autofocus autocomplete="off" required />
        </label>
        <div class="buttons">
          <button type="submit" class="main">Go on</button>
          <button type="button" onClick={() => question.answer(null)}>Cancel</button>
        </div>
      </form>
    </Dialog>
  );
}
