import { createHash } from 'node:crypto';
import type { Connection } from '@fairdue/store';
import { storedRows } from '@fairdue/testing';
import { recoverService } from './app.ts';
import { changes } from './history/history.store.ts';

/** What requests write. History follows from the facts later on. */
export const rowsOf = storedRows(recoverService.collections.filter((each) => each !== changes));

/** The same in a few bytes, where it only matters whether anything became another. */
export const digestOf = async (db: Connection, creditorId?: string): Promise<string> =>
  createHash('sha256')
    .update(JSON.stringify(await rowsOf(db, creditorId)))
    .digest('hex');
