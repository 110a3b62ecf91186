import type { RecordedBy } from '@fairdue/contracts';
import { collection, within, type Connection, type Tx } from '@fairdue/store';
import { Schema } from 'mongoose';
import { Rule } from '../rule.ts';
import { isActive, type ActiveVersion, type RuleVersion } from './rule-version.ts';

/** Versions that are everybody's stand under this in place of a creditor. */
const everybody = '*';

type VersionRow = Omit<RuleVersion, 'record'> & { _id: string; creditorId: string; record: string | null };

const who = Schema.Types.Mixed as unknown as RecordedBy;

export const ruleVersions = collection<VersionRow>(
  'ruleVersions',
  {
    creditorId: String, ruleId: String, version: Number, basedOn: Number, record: String, proposedBy: who, proposedAt: Date,
    activatedBy: who, activatedAt: Date, effectiveAt: Date, withdrawnBy: who, withdrawnAt: Date,
  }, // prettier-ignore
  {
    indexes: [
      [{ ruleId: 1, version: 1 }],
      [{ creditorId: 1, ruleId: 1, version: 1 }],
      [{ creditorId: 1, activatedAt: 1 }],
      [{ activatedAt: 1 }],
    ],
  },
);

/** Grows with every change, and so tells replicas that there is something to read. Writing it makes changes take turns. */
type Revision = { _id: string; revision: number };
export const ruleRevisions = collection<Revision>('ruleRevisions', { revision: Number }, { tenant: false });

const idOf = ({ ruleId, version }: Pick<RuleVersion, 'ruleId' | 'version'>): string => `${ruleId}/${version}`;

const read = ({ _id, creditorId, record, ...row }: VersionRow): RuleVersion => ({
  ...row,
  creditorId: creditorId === everybody ? null : creditorId,
  record: record === null ? null : Object.freeze(Rule.parse(JSON.parse(record))),
});

const written = (version: RuleVersion): VersionRow => ({
  ...version,
  _id: idOf(version),
  creditorId: version.creditorId ?? everybody,
  record: version.record && JSON.stringify(version.record),
});

/** Every version that is everybody's, or of these creditors, in the order in which they were written. */
export async function listVersions(
  where: Tx | Connection,
  creditorIds: readonly string[],
  ruleId: string,
): Promise<RuleVersion[]> {
  const { db, session } = within(where);
  const rows = await ruleVersions(db)
    .find({ creditorId: { $in: [everybody, ...creditorIds] }, ruleId }, null, { session })
    .sort({ version: 1 })
    .lean<VersionRow[]>();
  return rows.map(read);
}

export async function readRevision(db: Connection): Promise<number> {
  const row = await ruleRevisions(db).findById('rules').lean<Revision>();
  return row?.revision ?? 0;
}

/** All that hold, held or will hold: of everybody and of every creditor, or only of those that bind one. */
export async function activeVersions(db: Connection, bindingFor?: string | null): Promise<ActiveVersion[]> {
  const whose = bindingFor === undefined ? {} : { creditorId: { $in: [everybody, bindingFor ?? everybody] } };
  const rows = await ruleVersions(db)
    .find({ ...whose, activatedAt: { $gt: new Date(0) } })
    .setOptions({ acrossCreditors: true })
    .sort({ activatedAt: 1 })
    .lean<VersionRow[]>();
  return rows.map(read).filter(isActive);
}

/** Begins a change of rules. Of two at once the second one waits, and then sees what the first has written. */
export async function changeRules({ db, session }: Tx): Promise<void> {
  await ruleRevisions(db).updateOne({ _id: 'rules' }, { $inc: { revision: 1 } }, { session, upsert: true });
}

/** The number of the next version of a rule, whosever the earlier ones are. Only within a change of rules. */
export async function nextVersion({ db, session }: Tx, shipped: Rule): Promise<number> {
  const last = await ruleVersions(db)
    .findOne({ ruleId: shipped.id }, { version: 1 }, { session, acrossCreditors: true })
    .sort({ version: -1 })
    .lean<Pick<VersionRow, 'version'>>();
  return Math.max(last?.version ?? 0, shipped.version) + 1;
}

export async function saveVersion({ db, session }: Tx, version: RuleVersion): Promise<void> {
  const { _id, ...row } = written(version);
  await ruleVersions(db).replaceOne({ _id, creditorId: row.creditorId }, row, { session, upsert: true });
}

/** Creditors for whom a rule of everybody's changes nothing, having activated a version of their own. */
export async function creditorsWithOwn({ db, session }: Tx, ruleId: string): Promise<string[]> {
  const rows = await ruleVersions(db)
    .find({ ruleId, creditorId: { $ne: everybody }, activatedAt: { $gt: new Date(0) } }, null, { session })
    .sort({ version: 1 })
    .lean<VersionRow[]>();
  const last = new Map(rows.map(({ creditorId, record }) => [creditorId, record]));
  return [...last].flatMap(([creditorId, record]) => (record === null ? [] : [creditorId]));
}
