import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'undici';
import { signWebhook } from '@fairdue/http';
import { writeWhole } from './delivered.ts';

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
      if (await this.#post(name, bytes)) return rm(join(this.#options.folder, name), { force: true });
      await wait(Math.min(100 * 2 ** tries, 5_000), undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }

  async #post(name: string, bytes: Buffer): Promise<boolean> {
    const { url, secret } = this.#options;
    const headers = {
      ...signWebhook(secret, name.slice(0, -'.json'.length), new Date(), bytes),
      'content-type': 'application/json',
    };
    try {
      const { statusCode, body } = await request(url, {
        method: 'POST', headers, body: bytes, headersTimeout: 10_000, bodyTimeout: 10_000, signal: this.#stop.signal,
      }); // prettier-ignore
      await body.dump();
      return statusCode < 300;
    } catch {
      return false; // not reachable at present: tried again
    }
  }
}
