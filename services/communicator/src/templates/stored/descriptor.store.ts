import { Refused } from '@fairdue/refused';
import { collection, insertRows, isDuplicateKey, replaceRows, within, type Connection, type Tx } from '@fairdue/store';
import type { Descriptor } from './descriptor.ts';

export const templateDescriptors = collection<Descriptor>(
  'templateDescriptors',
  {
    creditorId: String, key: String, subject: String, channel: String, language: String, productId: String, tone: String,
    activeVersionId: String, activeRevision: Number, sensitive: Boolean, enabled: Boolean, name: String,
    createdAt: Date, updatedAt: Date, deletedAt: Date, revision: Number,
  },
  {
    indexes: [
      [{ creditorId: 1, key: 1 }, { unique: true, partialFilterExpression: { key: { $exists: true } } }],
      [{ creditorId: 1, deletedAt: 1, createdAt: -1, _id: -1 }],
      [{ creditorId: 1, deletedAt: 1, subject: 1 }],
    ],
  },
); // prettier-ignore

export const descriptorNotFound = (descriptorId: string): Refused =>
  new Refused('not-found', 'descriptor-not-found', `There is no template descriptor ${descriptorId}.`);

const duplicate = (): Refused =>
  new Refused('malformed', 'duplicate-descriptor', 'There is such a descriptor already', [
    { path: 'subject', problem: 'one descriptor has this subject, channel, language, product and tone' },
  ]);

/** One that is deleted, or another company's, does not exist. */
export async function loadDescriptor(
  from: Tx | Connection,
  creditorIds: readonly string[],
  descriptorId: string,
): Promise<Descriptor> {
  const { db, session } = within(from);
  const descriptor = await templateDescriptors(db)
    .findOne({ creditorId: { $in: creditorIds }, _id: descriptorId, deletedAt: null }, null, { session })
    .lean<Descriptor>();
  if (!descriptor) throw descriptorNotFound(descriptorId);
  return descriptor;
}

export async function findDescriptorsByKeys(
  { db, session }: Tx,
  creditorId: string,
  keys: readonly string[],
): Promise<Map<string, Descriptor>> {
  const rows = await templateDescriptors(db)
    .find({ creditorId, key: { $in: [...keys] } }, null, { session })
    .lean<Descriptor[]>();
  return new Map(rows.map((row) => [row.key ?? '', row]));
}

/** What may be sent under these subjects: enabled, with a live version. */
export const findLiveDescriptors = (
  db: Connection,
  creditorId: string,
  subjects: readonly string[],
): Promise<Descriptor[]> =>
  templateDescriptors(db)
    .find({
      creditorId,
      deletedAt: null,
      subject: { $in: [...subjects] },
      enabled: true,
      activeVersionId: { $ne: null },
    })
    .lean<Descriptor[]>();

/** What these companies have switched on, live or not. */
export const findEnabled = (
  db: Connection,
  creditorIds: readonly string[],
): Promise<Pick<Descriptor, 'subject' | 'channel'>[]> =>
  templateDescriptors(db)
    .find({ creditorId: { $in: creditorIds }, deletedAt: null, enabled: true }, { _id: 0, subject: 1, channel: 1 })
    .lean<Pick<Descriptor, 'subject' | 'channel'>[]>();

/** Every descriptor of a company, newest first, without ever holding them all. */
export const eachDescriptor = (db: Connection, creditorId: string): AsyncIterable<Descriptor> =>
  templateDescriptors(db)
    .find({ creditorId, deletedAt: null })
    .sort({ createdAt: -1, _id: -1 })
    .lean<Descriptor[]>()
    .cursor() as unknown as AsyncIterable<Descriptor>;

/** Whether a key is free the unique index says: nobody need look before. The fault ends the transaction, whatever comes of it. */
async function orDuplicate(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    throw isDuplicateKey(error, 'key') ? duplicate() : error;
  }
}

export const insertDescriptor = (tx: Tx, row: Descriptor): Promise<void> =>
  orDuplicate(insertRows(tx, templateDescriptors, [row]));

export const saveDescriptor = ({ db, session }: Tx, row: Descriptor): Promise<void> =>
  orDuplicate(
    templateDescriptors(db).replaceOne({ _id: row._id, creditorId: row.creditorId }, row, { session }).exec(),
  );

/** Of an import: who is met by another one at a key runs again, and finds what that one stored. */
export const insertDescriptors = (tx: Tx, rows: readonly Descriptor[]): Promise<void> =>
  insertRows(tx, templateDescriptors, rows);

export const saveDescriptors = (tx: Tx, rows: readonly Descriptor[]): Promise<unknown> =>
  replaceRows(tx, templateDescriptors, rows, { mayBeNew: false });
