import { fork, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { once } from 'node:events';

/** A process of ours. Its lines go nowhere, and it ends with this one. */
export type Started<T> = {
  said: T;
  ask<A>(question: string): Promise<A>;
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>;
};

/** Where a processor profile of each process goes that ends in order. */
const profiles = process.env['BENCH_PROFILES'];
const profiling = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];

/** Starts a file of the bench in a process of its own and waits for what it says first. */
export async function startProcess<T>(file: string, args: readonly string[] = []): Promise<Started<T>> {
  const child: ChildProcess = fork(file, args, {
    execArgv: [...(file.endsWith('.ts') ? ['--import', 'tsx'] : []), '--expose-gc', ...profiling],
    stdio: ['ignore', openSync(devNull, 'w'), 'inherit', 'ipc'],
  });
  process.once('exit', () => child.kill());
  const answer = async <A>(): Promise<A> => {
    const ended = new AbortController();
    const exit = once(child, 'exit', { signal: ended.signal }).then(
      ([code]) => Promise.reject(new Error(`${file} ended with ${String(code)}`)),
      () => undefined,
    );
    const message = once(child, 'message', { signal: ended.signal });
    const [said] = (await Promise.race([message, exit])) as [A];
    ended.abort();
    return said;
  };
  return {
    said: await answer<T>(),
    ask(question) {
      const answered = answer();
      child.send(question);
      return answered as never;
    },
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
