import { spawnSync } from 'node:child_process';

const isThere = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/** A program from Debian's package of that name, installed when there is none. RUNLEVEL=1 keeps it from starting a server. */
export function needProgram(program: string): void {
  if (isThere(program)) return;
  console.log(`Installing ${program} (once) …`);
  const args = ['install', '-y', '--no-install-recommends', '-q', program];
  const env = { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  if (!isThere(program)) throw new Error(`This benchmark needs ${program}: install it, then run the command again.`);
}
