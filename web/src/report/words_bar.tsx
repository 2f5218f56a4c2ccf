// What can be made of the words that a person has chosen in the text.

import { Key } from "../parts/bits";
import { question_words, questions, type Question } from "../record/values";
import { role_words, roles, type Role } from "./new_event";
import type { Marking } from "./marking";

interface Props {
  marking: Marking;
  number: string | undefined; // of the chosen record
  can_add: (question: Question) => boolean; // to the chosen record
}

export function WordsBar({ marking, number, can_add }: Props) {
  const { chosen, draft, line } = marking;
  const told = chosen && line.report.text.slice(chosen.begin, chosen.end);
  const offered: Role[] = draft ? roles : number ? roles.filter((role) => role === "instrument" || (role !== "what" && can_add(role))) : [];
  const key_of_role = (role: Role): string => `question_${questions.indexOf(role as Question) + 1}`;
  return (
    <div class={told ? "words-bar shown" : "words-bar"} role="group" aria-label="The chosen words">
      <p role="status">{told && <>“<bdi dir="auto">{told}</bdi>”</>}</p>
      {told && (
        <div class="buttons">
          {offered.length > 0 && <span class="quiet-words">{draft ? "tell" : `add to ${number} as`}</span>}
          {offered.map((role) => (
            <button key={role} type="button" class={`q-${role === "instrument" ? "what" : role}`} onClick={() => marking.give_role(role)}>
              {role_words(role, question_words)} {role !== "instrument" && <Key of={key_of_role(role)} />}
            </button>
          ))}
          {!draft && <button type="button" class="main" onClick={marking.begin_event}>A missed event <Key of="add_event" /></button>}
        </div>
      )}
    </div>
  );
}
