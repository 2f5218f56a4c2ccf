// Files go to the service in batches below its limit of a request's size.

import { post } from "../api/client";

const batch_bytes = 24 * 1024 * 1024;
const batch_files = 500;

export interface Batches {
  batches: File[][];
  too_big: File[];
}

// In the order given; a file above the limit by itself goes to `too_big`.
export function into_batches(files: File[]): Batches {
  const batches: File[][] = [];
  const too_big: File[] = [];
  let bytes = batch_bytes + 1;
  for (const file of files) {
    if (file.size > batch_bytes) {
      too_big.push(file);
      continue;
    }
    if (bytes + file.size > batch_bytes || batches[batches.length - 1]!.length >= batch_files) {
      batches.push([]);
      bytes = 0;
    }
    batches[batches.length - 1]!.push(file);
    bytes += file.size;
  }
  return { batches, too_big };
}

const readable = /\.(txt|text|html?|xhtml|jsonl|ndjson|json|gz)$/i;

// Files of a dropped folder, in the order of their paths, without those that the program does not read.
export const readable_files = (files: File[]): File[] =>
  files.filter((file) => readable.test(file.name)).sort((a, b) => (path_of(a) < path_of(b) ? -1 : 1));

export const path_of = (file: File): string => file.webkitRelativePath || file.name;

export async function send(files: File[]): Promise<number> {
  const form = new FormData();
  for (const file of files) form.append("file", file, path_of(file));
  return (await post<{ id: number }>("/imports", form)).id;
}

type Entry = FileSystemEntry & { file?: (take: (file: File) => void, fail: (error: Error) => void) => void; createReader?: () => FileSystemDirectoryReader };

async function files_of(entry: Entry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((take, fail) => entry.file!(take, fail))];
  const reader = entry.createReader!();
  const found: File[] = [];
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((take, fail) => reader.readEntries(take, fail));
    if (!entries.length) return found;
    for (const one of entries) found.push(...(await files_of(one as Entry)));
  }
}

// Everything that was dropped, folders gone through.
export async function dropped_files(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter((entry): entry is FileSystemEntry => Boolean(entry));
  if (!entries.length) return [...data.files];
  return (await Promise.all(entries.map((entry) => files_of(entry as Entry)))).flat();
}
