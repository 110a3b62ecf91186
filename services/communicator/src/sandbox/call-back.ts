import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'undici';
import { signWebhook } from '@fairdue/http';
import { writeWhole } from './delivered.ts';

const asksMax = 5;

export type CallBackOptions = { folder: string; url: string; secret: string; triesMax?: number };

/**
 * Signed callbacks, as a provider makes them: each is a file until it was taken, so none is lost with the process, and
 * it is repeated under the same id until it is. What nobody takes stays for the next start.
 */
export class CallBacks {
  readonly #options: CallBackOptions;
  readonly #running = new Set<Promise<void>>();
  readonly #stop = new AbortController();

  constructor(options: CallBackOptions) {
    this.#options = options;
    setMaxListeners(0, this.#stop.signal); // every callback under way listens
  }

  async resume(): Promise<void> {
    await mkdir(this.#options.folder, { recursive: true });
    for (const name of await readdir(this.#options.folder))
      if (name.endsWith('.json')) void this.#run(name, await readFile(join(this.#options.folder, name)));
  }

  /** Resolves when the callback is safely written down; making it goes on. `taken` waits for that, too. */
  async make(body: object): Promise<{ taken: Promise<void> }> {
    const name = `msg_${randomUUID()}.json`;
    const bytes = Buffer.from(JSON.stringify(body));
    await writeWhole(join(this.#options.folder, name), bytes);
    return { taken: this.#run(name, bytes) };
  }

  /**
   * Asks what cannot wait for a later start, and gives the answer; undefined when nobody answers. A repeat has the same id, as a
   * dialer does not know whether its first try was heard.
   */
  async ask(body: object): Promise<unknown> {
    const id = `msg_${randomUUID()}`;
    const bytes = Buffer.from(JSON.stringify(body));
    for (let tries = 0; tries < asksMax && !this.#stop.signal.aborted; tries++) {
      const answer = await this.#post(id, bytes);
      if (answer) return answer.said;
      await this.#pause(tries);
    }
    return undefined;
  }

  isQuiet(): boolean {
    return this.#running.size === 0;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled(this.#running);
  }

  #run(name: string, bytes: Buffer): Promise<void> {
    const running = this.#deliver(name, bytes).finally(() => this.#running.delete(running));
    this.#running.add(running);
    return running;
  }

  async #deliver(name: string, bytes: Buffer): Promise<void> {
    const { triesMax = 8 } = this.#options;
    for (let tries = 0; tries < triesMax && !this.#stop.signal.aborted; tries++) {
      if (await this.#post(name.slice(0, -'.json'.length), bytes))
        return rm(join(this.#options.folder, name), { force: true });
      await this.#pause(tries);
    }
  }

  #pause(tries: number): Promise<unknown> {
    const ms = Math.min(100 * 2 ** tries, 5_000);
    return wait(ms, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }

  /** What was answered to a callback that was taken. */
  async #post(id: string, bytes: Buffer): Promise<{ said: unknown } | undefined> {
    const { url, secret } = this.#options;
    const headers = {
      ...signWebhook(secret, id, new Date(), bytes),
      'content-type': 'application/json',
    };
    try {
      const { statusCode, body } = await request(url, {
        method: 'POST', headers, body: bytes, headersTimeout: 10_000, bodyTimeout: 10_000, signal: this.#stop.signal,
      }); // prettier-ignore
      if (statusCode < 300) return { said: await body.json() };
      await body.dump();
      return undefined;
    } catch {
      return undefined; // not reachable at present: tried again
    }
  }
}
