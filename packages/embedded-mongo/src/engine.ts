import { MongoError } from './mongo-error.ts';
import { ScanLog } from './query/scan-log.ts';
import { type Session } from './sessions/session.ts';
import { WriteQueue } from './sessions/write-queue.ts';
import { compact } from './storage/compact.ts';
import { type Collections, Database, Fork } from './storage/database.ts';
import { Journal } from './storage/journal.ts';
import { recover } from './storage/recover.ts';
import { type Cursors, newCursors } from './commands/cursors.ts';

export type EngineOptions = {
  /** Left out: everything is in memory only. */
  dataDir?: string | undefined;
  transactionLimitMs: number;
  compactAfterBytes: number;
};

/**
 * What is in memory is then ahead of the disk, and reads would show what a restart forgets. So nothing is served any
 * more: the error leaves this thread unhandled, which ends the process. A restart finds all that was acknowledged.
 */
const endTheProcess =
  (folder: string) =>
  (cause: Error): void => {
    setImmediate(() => {
      throw new Error(`embedded-mongo cannot write to ${folder} any more, and stops: ${cause.message}`, { cause });
    });
  };

/** Everything the server holds, shared by all connections. */
export class Engine {
  readonly options: EngineOptions;
  readonly scans = new ScanLog();
  readonly sessions = new Map<string, Session>();
  readonly cursors: Cursors = newCursors();
  readonly snapshots = new Map<string, ReadonlyMap<string, Collections>>();
  readonly #databases: Map<string, Database>;
  readonly #queues = new Map<string, WriteQueue>();
  readonly #journal: Journal | undefined;
  #compacting: Promise<void> | undefined;
  #snapshotBytes = 0;

  private constructor(options: EngineOptions, databases: Map<string, Database>, journal: Journal | undefined) {
    this.options = options;
    this.#databases = databases;
    this.#journal = journal;
  }

  static async start(options: EngineOptions): Promise<Engine> {
    if (options.dataDir === undefined) return new Engine(options, new Map(), undefined);
    const { databases, segment, size } = await recover(options.dataDir);
    const journal = await Journal.open(options.dataDir, segment, size, endTheProcess(options.dataDir));
    return new Engine(options, databases, journal);
  }

  get databases(): ReadonlyMap<string, Database> {
    return this.#databases;
  }

  database(name: string): Database {
    let database = this.#databases.get(name);
    if (!database) {
      if (name === '' || /[/\\. "$*<>:|?]/.test(name)) throw new MongoError(73, `Invalid database name: '${name}'`);
      this.#databases.set(name, (database = new Database(name)));
    }
    return database;
  }

  queue(name: string): WriteQueue {
    let queue = this.#queues.get(name);
    if (!queue) this.#queues.set(name, (queue = new WriteQueue()));
    return queue;
  }

  get queues(): Iterable<WriteQueue> {
    return this.#queues.values();
  }

  /** From here on everyone sees it. It is durable when `durable` resolves. */
  commit(fork: Fork): void {
    if (fork.entries.length === 0) return;
    this.#journal?.append({ db: fork.database.name, entries: fork.entries });
    fork.database.commit(fork);
  }

  /** Undefined when there is nothing to wait for. */
  durable(): Promise<void> | undefined {
    const { options } = this;
    if (
      this.#journal &&
      !this.#compacting &&
      this.#journal.size > Math.max(options.compactAfterBytes, 2 * this.#snapshotBytes)
    )
      this.#compacting = this.#compact(options.dataDir as string, this.#journal);
    return this.#journal?.durable();
  }

  async close(): Promise<void> {
    await this.#compacting;
    await this.#journal?.close();
  }

  async #compact(folder: string, journal: Journal): Promise<void> {
    try {
      this.#snapshotBytes = await compact(folder, this.#databases, journal);
    } catch (error) {
      // The journal stays as it is and is simply longer; the next commit tries again once it has doubled.
      this.#snapshotBytes = journal.size;
      process.emitWarning(`embedded-mongo could not compact ${folder}: ${(error as Error).message}`);
    } finally {
      this.#compacting = undefined;
    }
  }
}
