import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

/** How many processes wanted a core in the last minute: on a busy machine figures say little. */
const load = (): string => loadavg()[0]?.toFixed(2) ?? '?';

function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: import.meta.dirname })
      .toString()
      .trim();
  try {
    return (
      git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', ':/') === '' ? '' : ', changed since')
    );
  } catch {
    return 'unknown';
  }
}

/** Where and what was measured, without which a figure is none. */
export async function onThisMachine(benchmark: string, work: () => Promise<void>): Promise<void> {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  console.log(`${benchmark} at commit ${commit()}, ${new Date().toISOString()}`);
  console.log(
    `${cpus().length} cores ${cpu?.model.trim()}, ${gigabytes} GB, Node ${process.versions.node}, load ${load()}`,
  );
  await work();
  console.log(`\nload at the end ${load()}, of which this benchmark and its engines are a part`);
}
