import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CallBacks } from './call-back.ts';
import { isKey, writeWhole, type Delivered } from './delivered.ts';
import { Behaviour, reportsOf } from './scripts.ts';

type DialerOptions = {
  folder: string;
  delivered: Delivered;
  callBacks: CallBacks;
  onFault: (error: unknown) => void;
};

const Task = z.object({ key: z.string(), behaviour: Behaviour, bytes: z.base64() });
type Task = z.output<typeof Task>;
const Go = z.object({ dial: z.literal(true), withinMs: z.number() });

/**
 * A dialer as docs/providers.md describes one: it keeps each task as a file until its turn has come, asks whether it may dial,
 * and rings within the time it is given. A call that rang is the message delivered.
 */
export class Dialer {
  readonly #options: DialerOptions;
  readonly #running = new Map<string, Promise<void>>();

  constructor(options: DialerOptions) {
    this.#options = options;
  }

  /** What was its turn when the process ended is asked about again. */
  async resume(): Promise<void> {
    const { folder } = this.#options;
    await mkdir(folder, { recursive: true });
    for (const name of (await readdir(folder)).filter((each) => each.endsWith('.json')))
      void this.#turn(Task.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))));
  }

  /** A task that is given again replaces itself. `taken`: its turn is over, where it came at once. */
  async take(key: string, behaviour: Behaviour, bytes: Buffer): Promise<{ taken: Promise<void> }> {
    const task = { key, behaviour, bytes: bytes.toString('base64') };
    await writeWhole(this.#path(key), JSON.stringify(task));
    return { taken: this.#turn(task) };
  }

  async has(key: string): Promise<boolean> {
    return (await this.#queued(key)) !== undefined;
  }

  /** It is the call’s turn. */
  async next(key: string): Promise<boolean> {
    const task = await this.#queued(key);
    if (!task) return false;
    await this.#run(key, () => this.#askAndDial(task));
    return true;
  }

  async drop(key: string): Promise<boolean> {
    const known = await this.has(key);
    await rm(this.#path(key), { force: true });
    return known;
  }

  isQuiet(): boolean {
    return this.#running.size === 0;
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#running.values());
  }

  #path(key: string): string {
    if (!isKey(key)) throw new Error('That is no key of a message.');
    return join(this.#options.folder, `${key}.json`);
  }

  async #queued(key: string): Promise<Task | undefined> {
    if (!isKey(key)) return undefined;
    const text = await readFile(this.#path(key), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : Task.parse(JSON.parse(text));
  }

  #turn(task: Task): Promise<void> {
    const { key, behaviour } = task;
    if (behaviour === 'never-ask' || behaviour === 'ask-late') return Promise.resolve();
    if (behaviour === 'dial-unasked') return this.#run(key, () => this.#dial(task));
    return this.#run(key, () => this.#askAndDial(task));
  }

  /** One after the other for one key. */
  #run(key: string, work: () => Promise<void>): Promise<void> {
    const before = this.#running.get(key) ?? Promise.resolve();
    const running = before
      .then(work)
      .catch(this.#options.onFault)
      .finally(() => {
        if (this.#running.get(key) === running) this.#running.delete(key);
      });
    this.#running.set(key, running);
    return running;
  }

  /** A task is asked about while it is there; whatever is answered, it is not asked about again. */
  async #askAndDial(task: Task): Promise<void> {
    const { key, behaviour } = task;
    const asks = behaviour === 'ask-twice' ? 2 : 1;
    const may = await Promise.all(Array.from({ length: asks }, () => this.#mayDial(task)));
    for (const _yes of may.filter(Boolean)) await this.#dial(task);
    await this.drop(key);
  }

  async #mayDial({ key, behaviour }: Task): Promise<boolean> {
    const askedAt = performance.now();
    const answer = Go.safeParse(await this.#options.callBacks.ask({ key, type: 'call.due' }));
    return answer.success && behaviour !== 'dial-late' && performance.now() - askedAt < answer.data.withinMs;
  }

  async #dial({ key, behaviour, bytes }: Task): Promise<void> {
    const { delivered, callBacks } = this.#options;
    await delivered.write('voice', key, Buffer.from(bytes, 'base64'));
    await this.drop(key);
    for (const event of reportsOf('voice', behaviour)) {
      const { taken } = await callBacks.make({ ...event, key, providerMessageId: key, at: new Date().toISOString() });
      if (behaviour === 'call-back-early') await taken;
    }
  }
}
