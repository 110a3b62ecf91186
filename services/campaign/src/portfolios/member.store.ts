import { collection, insertRows, replaceRows, type Tx } from '@fairdue/store';
import { memberIdOf, type Member } from './member.ts';

export const members = collection<Member>(
  'portfolio-members',
  {
    creditorId: String, portfolioId: String, customerId: String, arm: String, campaignIds: [String], debtIds: [String],
    contactedBy: [String], reached: Boolean, optedOut: Boolean, paidCents: Number, startedAt: Date,
  },
  { indexes: [[{ creditorId: 1, customerId: 1 }]] },
); // prettier-ignore

/** These customers in one portfolio campaign, by customer. */
export async function loadMembers(
  { db, session }: Tx,
  creditorId: string,
  portfolioId: string,
  customerIds: readonly string[],
): Promise<Map<string, Member>> {
  const ids = [...new Set(customerIds)].map((customerId) => memberIdOf(portfolioId, customerId));
  const rows = await members(db)
    .find({ creditorId, _id: { $in: ids } }, null, { session })
    .lean<Member[]>();
  return new Map(rows.map((row) => [row.customerId, row]));
}

/** These customers in whatever portfolio campaigns they are. */
export const membersOf = ({ db, session }: Tx, creditorId: string, customerIds: readonly string[]): Promise<Member[]> =>
  members(db)
    .find({ creditorId, customerId: { $in: [...new Set(customerIds)] } }, null, { session })
    .lean<Member[]>();

export const insertMembers = (tx: Tx, rows: readonly Member[]): Promise<void> => insertRows(tx, members, rows);
export const saveMembers = (tx: Tx, rows: readonly Member[]): Promise<unknown> =>
  replaceRows(tx, members, rows, { mayBeNew: false });
