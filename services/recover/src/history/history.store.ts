import { Schema } from 'mongoose';
import type { RecordedBy } from '@fairdue/contracts';
import { collection, insertRows, keysetFilter, type Connection, type Tx } from '@fairdue/store';

/** One change of a customer, a debt or what hangs on it, as it was announced. `_id` is the fact's. */
export type Change = {
  _id: string;
  creditorId: string;
  /** Whose history it belongs to. */
  entityIds: string[];
  type: string;
  at: Date;
  /** Its place among all changes of the customer. */
  sequence: number;
  version: number;
  recordedBy: RecordedBy;
  /** How things stood after it. */
  state: Record<string, unknown>;
};

const { Mixed } = Schema.Types;

export const changes = collection<Change>(
  'changes',
  {
    creditorId: String,
    entityIds: [String],
    type: String,
    at: Date,
    sequence: Number,
    version: Number,
    recordedBy: Mixed,
    state: Mixed,
  },
  { indexes: [[{ creditorId: 1, entityIds: 1, sequence: 1 }]] },
);

export const insertChanges = (tx: Tx, rows: readonly Change[]): Promise<void> => insertRows(tx, changes, rows);

/** The changes after which a customer’s contacts were told, oldest first: one at a time, there may be many. */
export const contactChangesOf = (db: Connection, creditorId: string, customerId: string): AsyncIterable<Change> =>
  changes(db)
    .find({ creditorId, entityIds: customerId, 'state.contacts': { $exists: true } })
    .sort({ sequence: 1 })
    .lean<Change[]>()
    .cursor();

/** The changes of one entity in the order in which they happened. */
export const changesOf = (
  db: Connection,
  creditorId: string,
  entityId: string,
  limit: number,
  cursor: readonly unknown[] | undefined,
): Promise<Change[]> =>
  changes(db)
    .find({ creditorId, entityIds: entityId, ...keysetFilter(['sequence'], cursor) })
    .sort({ sequence: 1 })
    .limit(limit)
    .lean<Change[]>();
