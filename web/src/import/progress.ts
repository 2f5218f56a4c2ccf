// Progress in words that promise no more than is known.

const units = ["bytes", "kB", "MB", "GB"];

export function say_bytes(bytes: number): string {
  let unit = 0;
  let amount = bytes;
  while (amount >= 1000 && unit + 1 < units.length) {
    amount /= 1000;
    ++unit;
  }
  return `${unit && amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${units[unit]}`;
}

// "about 3 minutes left"; says so when the service cannot tell yet.
export function say_left(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return "too early to say how long it takes";
  if (seconds < 2) return "nearly done";
  if (seconds < 60) return `about ${Math.ceil(seconds / 5) * 5} seconds left`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} ${Math.round(seconds / 60) === 1 ? "minute" : "minutes"} left`;
  return `about ${Math.round(seconds / 3600)} hours left`;
}
