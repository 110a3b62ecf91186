import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aChain, aFile } from '../../tools/evidence/some-evidence.ts';
import { inTurns, median, of, print, shown, verdict } from '../rounds.ts';

const entries = 200_000;
const batch = 500;
const program = join(import.meta.dirname, '../../tools/evidence/evidence.mjs');

/** The program that a lawyer runs, over a file of many entries with records of some hundred bytes. */
export async function measureVerifying(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'fairdue-bench-'));
  const path = join(folder, 'evidence.jsonl');
  const file = createWriteStream(path);
  for (const line of aFile(aChain(Array.from({ length: entries / batch }, () => batch)))) file.write(line);
  file.end();
  await once(file, 'finish');

  const run = async (): Promise<number> => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, 'verify', path]);
    const [, seconds] = /in ([\d.]+) s/.exec(stdout) ?? [];
    if (!seconds || !stdout.startsWith('Whole')) throw new Error(stdout);
    return entries / Number(seconds);
  };
  const figures = await inTurns([{ name: 'verify', run }]);
  print(`evidence verified, ${entries.toLocaleString('en-US')} entries in batches of ${batch}`, '/s', figures);
  const rate = median(of(figures, 'verify'));
  verdict(`verify: ${shown(rate)} /s`, rate >= 150_000, 'at least 150,000 /s');
  await rm(folder, { recursive: true });
}
