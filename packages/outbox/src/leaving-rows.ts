import { Sleeper } from '@fairdue/clock';
import type { Connection } from '@fairdue/store';
import type { Log } from '@fairdue/telemetry';
import { deletePackets, type OutboxRow } from './outbox.store.ts';

const atOnceMax = 1_000;
const gatherMs = 20;

/**
 * Published rows on their way out of the store, beside the next read and publish, as nobody waits for them: what few
 * commits leave is gathered for a moment, so that each does not cost a write of its own. The last row of a packet takes it
 * along: all that stand before it in their key were acknowledged before.
 */
export class LeavingRows {
  readonly #db: Connection;
  readonly #log: Log;
  readonly #ids = new Set<string>();
  readonly #gathering = new Sleeper();
  #deleting: Promise<void> | undefined;

  constructor(db: Connection, log: Log) {
    this.#db = db;
    this.#log = log;
  }

  add(rows: readonly OutboxRow[]): void {
    for (const { packetId, isLast } of rows) if (isLast) this.#ids.add(packetId);
    if (this.#ids.size >= atOnceMax) this.#gathering.wake();
    if (this.#ids.size > 0) this.#deleting ??= this.#delete();
  }

  /** Resolves when all have left. */
  async settled(): Promise<void> {
    this.#gathering.wake();
    await this.#deleting;
  }

  async #delete(): Promise<void> {
    while (this.#ids.size > 0) {
      if (this.#ids.size < atOnceMax) await this.#gathering.sleep(gatherMs);
      const ids = [...this.#ids].slice(0, atOnceMax);
      try {
        await deletePackets(this.#db, ids);
      } catch (error) {
        this.#log.warn(
          { err: error, packets: ids.length },
          'Published rows could not be deleted; the next read does it.',
        );
      }
      for (const id of ids) this.#ids.delete(id);
    }
    this.#deleting = undefined;
  }
}
