import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { lockFolder } from './storage/lock-file.ts';

export type EmbeddedMongo = {
  /** What mongoose connects to; add the database's name to it or give `dbName`. */
  url: string;
  /** Writes what is still to be written and lets go of the data folder. */
  close(): Promise<void>;
};

export type EmbeddedMongoOptions = {
  /** Where the data is kept. Left out, everything is in memory and gone at the end: for tests. */
  dataDir?: string;
  /** Left out or 0: any free port. */
  port?: number;
  /** How long a transaction may hold the writers of its database. */
  transactionLimitMs?: number;
  /** The journal is compacted when it is longer than this and than twice the last snapshot. */
  compactAfterBytes?: number;
};

/** Starts a MongoDB server on loopback, in a thread of its own. A data folder serves one process at a time. */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions = {}): Promise<EmbeddedMongo> {
  const dataDir = options.dataDir === undefined ? undefined : resolve(options.dataDir);
  if (dataDir !== undefined) await mkdir(dataDir, { recursive: true, mode: 0o700 }); // it holds people's data
  const unlock = dataDir === undefined ? async () => {} : await lockFolder(dataDir);
  try {
    return await startWorker(dataDir, options, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function startWorker(
  dataDir: string | undefined,
  { port = 0, transactionLimitMs = 5_000, compactAfterBytes = 32 * 1024 * 1024 }: EmbeddedMongoOptions,
  unlock: () => Promise<void>,
): Promise<EmbeddedMongo> {
  const worker = new Worker(workerFile(), {
    workerData: { dataDir, port, transactionLimitMs, compactAfterBytes },
    execArgv: [],
  });
  const exited = new Promise<void>((done) => worker.once('exit', () => done()));
  const listening = await new Promise<number>((ready, failed) => {
    const ended = (code: number) => failed(new Error(`The embedded MongoDB ended with code ${code} while starting.`));
    worker.once('error', failed);
    worker.once('exit', ended);
    worker.once('message', (message: { port: number }) => {
      // From here on an error in the thread is one nobody expects: it ends the process instead of being swallowed.
      worker.off('error', failed);
      worker.off('exit', ended);
      ready(message.port);
    });
  });
  worker.unref();
  return {
    url: `mongodb://127.0.0.1:${listening}/?replicaSet=fairdue`,
    close: async () => {
      worker.ref();
      worker.postMessage('close');
      await exited;
      await unlock();
    },
  };
}

/** Beside this file; from a bundle, where nothing is beside it, in the package it came from. */
function workerFile(): URL {
  const beside = new URL('./worker.mjs', import.meta.url);
  if (existsSync(beside)) return beside;
  return pathToFileURL(createRequire(import.meta.url).resolve('@fairdue/embedded-mongo/worker'));
}
