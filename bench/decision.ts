import { join } from 'node:path';
import { bundled } from './bundled.ts';
import { onThisMachine } from './machine.ts';
import { startProcess } from './processes.ts';
import { inTurns, median, of, print, printRatio, shown, verdict } from './rounds.ts';

/* Verdict, all reasons and the next time of random questions: the guard against engines that were told what it works out. */
const checked = Number(process.env['BENCH_CASES'] ?? 100_000);
const perRound = 5_000;
const ours = 'full rule set';
const alike = 'the same policy';
const hand = 'written by hand';
const others = ['json-rules-engine', 'GoRules ZEN', 'Cedar'];

await onThisMachine('decision', async () => {
  const file = await bundled(join(import.meta.dirname, 'decision', 'decide-process.ts'));
  const args = (name: string): string[] => [name, String(checked), String(perRound)];
  const contenders = [];
  for (const name of [ours, alike, hand, ...others]) {
    const { ask } = await startProcess(file, args(name));
    const differ = await ask<number>('differ');
    verdict(`${name}: ${differ} of ${checked.toLocaleString('en-US')} verdicts differ`, differ === 0, 'none');
    contenders.push({ name, run: () => ask<number>('run') });
  }
  const rate = await inTurns(contenders);
  print('decisions a second of processor time', '/s', rate);
  for (const name of others) printRatio(rate, [ours, name], 20);
  printRatio(rate, [alike, hand], 0.5);
  printRatio(rate, [ours, hand]);
  console.log(`  ${ours}: ${shown(1e6 / median(of(rate, ours)))} µs a decision`);
});
process.exit(0);
