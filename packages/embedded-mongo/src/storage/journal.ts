import { serialize } from 'bson';
import { close, fdatasync, open, write } from 'node:fs';
import { promisify } from 'node:util';
import { encodeFrame } from './journal-frames.ts';
import { type JournalRecord } from './journal-entry.ts';
import { segmentPath, syncDirectory } from './data-folder.ts';

const openFile = promisify(open);
const closeFile = promisify(close);

type Group = { records: Uint8Array[]; done: Promise<void>; resolve: () => void; reject: (error: Error) => void };

/**
 * Records of commits, in their order. While one group is being synced the next one gathers, so many commits share one
 * sync. Locks are released when a record is appended; who made the commit is answered when it is durable.
 */
export class Journal {
  readonly #folder: string;
  #segment: number;
  #fd: number;
  #size: number;
  #gathering: Group | undefined;
  #writing: Group | undefined;
  #failure: Error | undefined;
  #switch: (() => void) | undefined;
  readonly #onFailure: (error: Error) => void;

  private constructor(folder: string, segment: number, fd: number, size: number, onFailure: (error: Error) => void) {
    this.#onFailure = onFailure;
    this.#folder = folder;
    this.#segment = segment;
    this.#fd = fd;
    this.#size = size;
  }

  static async open(
    folder: string,
    segment: number,
    size: number,
    onFailure: (error: Error) => void,
  ): Promise<Journal> {
    const fd = await openFile(segmentPath(folder, segment), 'a');
    await syncDirectory(folder);
    return new Journal(folder, segment, fd, size, onFailure);
  }

  get size(): number {
    return this.#size;
  }

  append(record: JournalRecord): void {
    if (this.#failure) throw this.#failure;
    if (!this.#gathering) {
      this.#gathering = newGroup();
      // After the current round of sockets, so that what arrived together is synced together.
      if (!this.#writing) setImmediate(() => void this.#flush());
    }
    this.#gathering.records.push(serialize(record, { ignoreUndefined: false }));
  }

  /** Resolves when everything appended so far is on disk; undefined when it already is. */
  durable(): Promise<void> | undefined {
    return (this.#gathering ?? this.#writing)?.done;
  }

  /** Continues in a new segment and answers its number: everything appended before is in an older one. */
  async rotate(): Promise<number> {
    const next = this.#segment + 1;
    const fd = await openFile(segmentPath(this.#folder, next), 'a');
    await syncDirectory(this.#folder);
    const old = this.#fd;
    // Between two groups, or at once when none is being written.
    await new Promise<void>((resolve) => {
      this.#switch = () => {
        this.#fd = fd;
        this.#segment = next;
        this.#size = 0;
        this.#switch = undefined;
        resolve();
      };
      if (!this.#writing) this.#switch();
    });
    await closeFile(old);
    return next;
  }

  async close(): Promise<void> {
    while (this.#gathering ?? this.#writing) await this.durable();
    await closeFile(this.#fd);
  }

  async #flush(): Promise<void> {
    const group = this.#gathering;
    if (!group) return;
    this.#gathering = undefined;
    this.#writing = group;
    try {
      const frame = encodeFrame(Buffer.concat(group.records));
      await writeAll(this.#fd, frame);
      await sync(this.#fd);
      this.#size += frame.length;
      this.#writing = undefined;
      this.#switch?.();
      if (this.#gathering) void this.#flush();
      group.resolve();
    } catch (error) {
      // After a failed sync nobody knows what is on disk, so nothing more is promised.
      this.#failure = error as Error;
      this.#writing = undefined;
      group.reject(this.#failure);
      const waiting = this.#gathering as Group | undefined;
      this.#gathering = undefined;
      waiting?.reject(this.#failure);
      this.#onFailure(this.#failure);
    }
  }
}

function newGroup(): Group {
  let resolve = () => {};
  let reject: (error: Error) => void = () => {};
  const done = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  done.catch(() => {}); // whoever waits sees it; a write nobody waits for must not end the process
  return { records: [], done, resolve, reject };
}

const sync = (fd: number) =>
  new Promise<void>((resolve, reject) => fdatasync(fd, (error) => (error ? reject(error) : resolve())));

const writeAll = (fd: number, bytes: Buffer) =>
  new Promise<void>((resolve, reject) => {
    const more = (offset: number) =>
      write(fd, bytes, offset, bytes.length - offset, null, (error, written) => {
        if (error) reject(error);
        else if (offset + written < bytes.length) more(offset + written);
        else resolve();
      });
    more(0);
  });
