import type { Connection } from '@fairdue/store';
import { begun } from '../campaigns/start-campaigns.ts';
import type { Situation } from '../campaigns/situation.ts';
import { loadCreditor } from '../creditors/creditor.store.ts';
import { loadCustomers } from '../customers/customer.store.ts';
import { unknownCustomer } from '../customers/customer.ts';
import { walkDocuments } from '../documents/document.store.ts';
import { lotOf } from '../documents/document.ts';
import { candidatesAmong, oneMore } from './candidates.ts';
import { statusesOf } from './filter.ts';
import { lotShare, type Planning, type Portfolio } from './portfolio.ts';

/** What would come of the documents that were looked at, and which share of all they are. */
export type Sample = Pick<Planning, 'examined' | 'matched' | 'skipped'> & { share: number; members: Situation[] };

const atOnce = 500;
const examinedMax = 20_000;
const membersMax = 2_000;

/**
 * Begins the members of a portfolio campaign as planning would, and stores none. It looks at the documents in the order
 * of their lots and stops when it has seen enough: what it has seen is a fair sample, however many there are.
 */
export async function sampleOf(db: Connection, portfolio: Portfolio, now: Date): Promise<Sample> {
  const { creditorId, startedBy: actor } = portfolio;
  const creditor = await loadCreditor({ db }, creditorId);
  const statuses = statusesOf(portfolio.filter);
  const sample: Sample = { examined: 0, matched: 0, skipped: {}, share: 1, members: [] };
  for (let after = ''; ; ) {
    const documents = await walkDocuments({ db }, creditorId, { statuses, after, limit: atOnce });
    const { matched, starts, skipped } = await candidatesAmong({ db }, portfolio, documents, now);
    const customers = await loadCustomers({ db }, creditorId, starts.flatMap(({ document }) => document.customerId ?? []));
    sample.examined += documents.length;
    sample.matched += matched;
    for (const [reason, count] of Object.entries(skipped) as [keyof typeof skipped, number][])
      sample.skipped[reason] = (sample.skipped[reason] ?? 0) + count;
    for (const start of starts) {
      const customer = customers.get(start.document.customerId ?? '') ?? unknownCustomer(creditorId, '');
      const member = begun(start, { creditor, customer, actor, now });
      if (member.campaign.endReason) sample.skipped = oneMore(sample.skipped, member.campaign.endReason);
      else sample.members.push(member);
    }
    const last = documents.at(-1);
    if (!last || documents.length < atOnce) return sample;
    after = lotOf(last._id);
    if (sample.examined >= examinedMax || sample.members.length >= membersMax) return { ...sample, share: lotShare(after) };
  }
} // prettier-ignore
