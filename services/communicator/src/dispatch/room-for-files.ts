import type { Connection } from '@fairdue/store';
import { bytesOf } from '../documents/attachment.ts';
import { documentBytesMax } from '../documents/document.ts';
import { attachedTo } from '../interactions/interaction.store.ts';

/**
 * Which messages of a portion are made now: all that carry no files, and of the others as many as there is room for. Files
 * are in memory while their message is handed over, and a portion has room for those of one full message.
 */
export async function roomForFiles<Row extends { key: string }>(
  db: Connection,
  creditorId: string,
  rows: readonly Row[],
): Promise<{ now: Row[]; later: Row[] }> {
  const attached = await attachedTo(
    db,
    creditorId,
    rows.map(({ key }) => key),
  );
  const now: Row[] = [];
  const later: Row[] = [];
  let room = documentBytesMax;
  for (const row of rows) {
    const size = bytesOf(attached.get(row.key) ?? []);
    (size > room ? later : now).push(row);
    if (size <= room) room -= size;
  }
  return { now, later };
}
