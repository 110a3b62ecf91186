import { bytesOf } from '../documents/attachment.ts';
import { documentBytesMax } from '../documents/document.ts';
import type { Interaction } from '../interactions/interaction.ts';

/**
 * Which messages of a portion are made now: all that carry no files, and of the others as many as there is room for. Files
 * are in memory while their message is handed over, and a portion has room for those of one full message.
 */
export function roomForFiles<Row extends { key: string }>(
  rows: readonly Row[],
  interactions: ReadonlyMap<string, Pick<Interaction, 'attached'>>,
): { now: Row[]; later: Row[] } {
  const now: Row[] = [];
  const later: Row[] = [];
  let room = documentBytesMax;
  for (const row of rows) {
    const size = bytesOf(interactions.get(row.key)?.attached ?? []);
    (size > room ? later : now).push(row);
    if (size <= room) room -= size;
  }
  return { now, later };
}
