import { join } from 'node:path';
import { bundled } from './bundled.ts';
import { cleanUp } from './engines.ts';
import type { Appended } from './evidence/evidence-process.ts';
import { measureVerifying } from './evidence/verify.ts';
import { onThisMachine } from './machine.ts';
import { startProcess } from './processes.ts';
import { inTurns, print, printRatio } from './rounds.ts';

/* Entries appended while a chain is made of them, against entries that are only inserted; and checking a file of them. */
await onThisMachine('evidence', async () => {
  await measureVerifying();
  const { ask } = await startProcess(await bundled(join(import.meta.dirname, 'evidence', 'evidence-process.ts')));
  for (const writers of [1, 8, 32]) {
    const untilChained: number[] = [];
    const figures = await inTurns([
      {
        name: 'chained',
        run: async () => {
          const { answered, chained } = await ask<Appended>(`chained ${writers}`);
          untilChained.push(chained);
          return answered;
        },
      },
      { name: 'unchained', run: async () => (await ask<Appended>(`unchained ${writers}`)).answered },
    ]);
    const all = new Map([...figures, ['until the last is chained', untilChained.slice(1)]]);
    print(`entries appended, ${writers} at once`, '/s', all);
    printRatio(all, ['chained', 'unchained'], 0.9);
    printRatio(all, ['until the last is chained', 'unchained']);
  }
}).finally(cleanUp);
process.exit(0);
