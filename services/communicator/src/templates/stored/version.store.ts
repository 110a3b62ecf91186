import { Refused } from '@fairdue/refused';
import { collection, insertRows, replaceRows, within, type Connection, type Tx } from '@fairdue/store';
import { sourcesOf, type Sources, type Version } from './version.ts';

/** A version without its words: those stand once, in the revision that it names. */
export type VersionRow = Omit<Version, keyof Sources>;

export const templateVersions = collection<VersionRow>(
  'templateVersions',
  {
    creditorId: String, descriptorId: String, status: String, contentSha256: String, createdAt: Date, updatedAt: Date,
    deletedAt: Date, revision: Number,
  },
  {
    indexes: [
      [{ creditorId: 1, deletedAt: 1, createdAt: -1, _id: -1 }],
      [{ creditorId: 1, descriptorId: 1, deletedAt: 1, createdAt: -1, _id: -1 }],
    ],
  },
); // prettier-ignore

type Revision = Sources & {
  _id: string;
  creditorId: string;
  versionId: string;
  revision: number;
  contentSha256: string;
  savedAt: Date;
  savedBy: string;
};

/** A version as each save left it. Rows are only ever added: an interaction names the one that it was made from. */
export const templateRevisions = collection<Revision>(
  'templateRevisions',
  {
    creditorId: String, versionId: String, revision: Number, subjectLineTemplate: String, contentTextTemplate: String,
    contentHtmlTemplate: String, contentSha256: String, savedAt: Date, savedBy: String,
  },
); // prettier-ignore

const revisionId = (versionId: string, revision: number): string => `${versionId} ${revision}`;

export const versionNotFound = (versionId: string): Refused =>
  new Refused('not-found', 'template-version-not-found', `There is no template ${versionId}.`);

/** One that is deleted, or another company's, does not exist. */
export async function loadVersion(
  from: Tx | Connection,
  creditorIds: readonly string[],
  versionId: string,
): Promise<Version> {
  const found = await findVersion(from, creditorIds, versionId);
  if (!found) throw versionNotFound(versionId);
  return found;
}

export async function findVersion(
  from: Tx | Connection,
  creditorIds: readonly string[],
  versionId: string,
): Promise<Version | undefined> {
  const { db, session } = within(from);
  const found = await templateVersions(db)
    .findOne({ creditorId: { $in: creditorIds }, _id: versionId, deletedAt: null }, null, { session })
    .lean<VersionRow>();
  return found ? (await withWords(from, [found]))[0] : undefined;
}

/** Versions of one company or several, each with what its latest save says. */
export async function withWords(from: Tx | Connection, rows: readonly VersionRow[]): Promise<Version[]> {
  const { db, session } = within(from);
  const filter = {
    creditorId: { $in: [...new Set(rows.map(({ creditorId }) => creditorId))] },
    _id: { $in: rows.map(({ _id, revision }) => revisionId(_id, revision)) },
  };
  const saved = await templateRevisions(db).find(filter, null, { session }).lean<Revision[]>();
  const words = new Map(saved.map((each) => [each._id, sourcesOf(each)]));
  return rows.map((row) => {
    const own = words.get(revisionId(row._id, row.revision));
    if (!own) throw new Error('A version has the words of its last save.');
    return { ...row, ...own };
  });
}

/** The words of a version as one save left them. */
export async function loadRevision(
  db: Connection,
  creditorId: string,
  versionId: string,
  revision: number,
): Promise<Sources> {
  const row = await templateRevisions(db)
    .findOne({ creditorId, _id: revisionId(versionId, revision) })
    .lean<Revision>();
  if (!row) throw versionNotFound(versionId);
  return sourcesOf(row);
}

/** What the versions of these descriptors say, by hash, without their words. */
export async function contentHashes(
  { db, session }: Tx,
  creditorId: string,
  descriptorIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const rows = await templateVersions(db)
    .find(
      { creditorId, descriptorId: { $in: [...descriptorIds] }, deletedAt: null },
      { descriptorId: 1, contentSha256: 1 },
      { session },
    )
    .lean<Pick<Version, 'descriptorId' | 'contentSha256'>[]>();
  const hashes = new Map<string, Set<string>>(descriptorIds.map((id) => [id, new Set()]));
  for (const { descriptorId, contentSha256 } of rows) hashes.get(descriptorId)?.add(contentSha256);
  return hashes;
}

/** Every version of a descriptor, newest first, one after the other. */
export async function* eachVersion(db: Connection, creditorId: string, descriptorId: string): AsyncGenerator<Version> {
  const rows = templateVersions(db)
    .find({ creditorId, descriptorId, deletedAt: null })
    .sort({ createdAt: -1, _id: -1 })
    .lean<VersionRow[]>()
    .cursor() as unknown as AsyncIterable<VersionRow>;
  for await (const row of rows) yield* await withWords(db, [row]);
}

const rowOf = ({ _id, creditorId, descriptorId, status, contentSha256, ...rest }: Version): VersionRow => {
  const { createdAt, updatedAt, deletedAt, revision } = rest;
  return { _id, creditorId, descriptorId, status, contentSha256, createdAt, updatedAt, deletedAt, revision };
};

const asSaved = (version: Version, savedBy: string): Revision => ({
  _id: revisionId(version._id, version.revision),
  creditorId: version.creditorId,
  versionId: version._id,
  revision: version.revision,
  ...sourcesOf(version),
  contentSha256: version.contentSha256,
  savedAt: version.updatedAt,
  savedBy,
});

export async function insertVersions(tx: Tx, rows: readonly Version[], savedBy: string): Promise<void> {
  await insertRows(tx, templateVersions, rows.map(rowOf));
  await insertRows(
    tx,
    templateRevisions,
    rows.map((row) => asSaved(row, savedBy)),
  );
}

/** New words: a revision more. */
export async function saveVersion(tx: Tx, row: Version, savedBy: string): Promise<void> {
  await saveVersions(tx, [row]);
  await insertRows(tx, templateRevisions, [asSaved(row, savedBy)]);
}

/** The words stay: a label changed, or it was deleted. */
export const saveVersions = (tx: Tx, rows: readonly Version[]): Promise<unknown> =>
  replaceRows(tx, templateVersions, rows.map(rowOf), { mayBeNew: false });

export const deleteVersionsOf = ({ db, session }: Tx, creditorId: string, descriptorId: string, now: Date) =>
  templateVersions(db)
    .updateMany(
      { creditorId, descriptorId, deletedAt: null },
      { $set: { deletedAt: now, updatedAt: now } },
      { session },
    )
    .exec();

export async function deprecate(
  { db, session }: Tx,
  creditorId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await templateVersions(db).updateMany(
    { creditorId, _id: { $in: [...ids] } },
    { $set: { status: 'deprecated', updatedAt: now } },
    { session },
  );
}
