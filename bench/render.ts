import { deepStrictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { bundled } from './bundled.ts';
import { onThisMachine } from './machine.ts';
import { startProcess } from './processes.ts';
import { inTurns, print, printRatio } from './rounds.ts';

/* The same email, subject line, text and page, from the same values: our hardened nunjucks, nunjucks as it comes, liquidjs. */
const ours = 'hardened nunjucks';
const others = { nunjucks: 0.8, liquidjs: 4 };

await onThisMachine('render', async () => {
  const file = await bundled(join(import.meta.dirname, 'render', 'render-process.ts'));
  const started = new Map<string, Awaited<ReturnType<typeof startProcess>>>();
  for (const name of [ours, ...Object.keys(others)]) started.set(name, await startProcess(file, [name]));
  const written = await Promise.all([...started.values()].map(({ ask }) => ask<unknown>('written')));
  for (const message of written) deepStrictEqual(message, written[0]);

  const rate = await inTurns([...started].map(([name, { ask }]) => ({ name, run: () => ask<number>('run') })));
  print('emails a second of processor time', '/s', rate);
  for (const [name, atLeast] of Object.entries(others)) printRatio(rate, [ours, name], atLeast);
});
process.exit(0);
