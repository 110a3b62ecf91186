import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { inTurns, median, of, print, verdict } from '../rounds.ts';

const restingProcess = (relay: string) => async (): Promise<number> =>
  Number(execFileSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'resting-process.ts'), relay]));

/** What a process costs that has nothing but a relay, and nothing to publish. */
export async function measureIdle(): Promise<void> {
  const figures = await inTurns([
    { name: 'relay', run: restingProcess('relay') },
    { name: 'change stream', run: restingProcess('change-stream') },
  ]);
  print('a process at rest for 10 s', '%', figures);
  const ours = median(of(figures, 'relay'));
  verdict(`relay: ${ours.toFixed(2)} % of a core`, ours < 1, 'less than 1 %');
}
