import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of a data folder: numbered journal segments, and snapshots of everything before the segment they name. */
export const segmentPath = (folder: string, segment: number) => join(folder, `journal-${padded(segment)}.log`);
export const snapshotPath = (folder: string, segment: number) => join(folder, `snapshot-${padded(segment)}.data`);

const padded = (segment: number) => String(segment).padStart(8, '0');

export async function listFiles(
  folder: string,
): Promise<{ segments: number[]; snapshots: number[]; unfinished: string[] }> {
  const names = (await readdir(folder)).sort();
  const numbers = (pattern: RegExp) => names.flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number);
  return {
    segments: numbers(/^journal-(\d{8})\.log$/),
    snapshots: numbers(/^snapshot-(\d{8})\.data$/),
    unfinished: names.filter((name) => /^snapshot-\d{8}\.data\.tmp$/.test(name)).map((name) => join(folder, name)),
  };
}

/** Makes new and renamed files themselves survive a crash. */
export async function syncDirectory(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
