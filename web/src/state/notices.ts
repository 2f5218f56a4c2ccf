// Short notices at the foot of the screen, read out by screen readers.

export interface Notice {
  id: number;
  words: string;
  is_error: boolean;
  undo?: () => void;
}

let last_id = 0;

function say(notice: Omit<Notice, "id">): void {
  dispatchEvent(new CustomEvent<Notice>("nutgraf:notice", { detail: { ...notice, id: ++last_id } }));
}

export const say_error = (error: Error): void => say({ words: error.message, is_error: true });
export const say_done = (words: string, undo?: () => void): void => say({ words, is_error: false, undo });
