import type { mongo } from 'mongoose';
import { newId } from '@fairdue/ids';
import { transaction, type Connection } from '@fairdue/store';
import { schedule } from '@fairdue/timers';
import { planSchedule, planTouches } from '../../services/campaign/src/campaigns/plan-campaign.ts';
import type { Campaign } from '../../services/campaign/src/campaigns/campaign.ts';
import type { Customer } from '../../services/campaign/src/customers/customer.ts';
import { documentIdOf, type Document } from '../../services/campaign/src/documents/document.ts';
import { aSituation } from '../../services/campaign/src/testing/situations.ts';
import { touchDue } from '../../services/campaign/src/touches/touch-timer.ts';
import type { Touch } from '../../services/campaign/src/touches/touch.ts';
import { creditorId, customerIdOf, debtIdOf, emailId, morning, noticeAt } from './list.ts';

const rowsAtOnce = 1_000;
const numbered = (id: string): string => id.slice(id.lastIndexOf('-') + 1);

export const campaignIdOf = (n: number): string => `RC-1-${numbered(customerIdOf(n))}`;
/** The first touch of the nth person's campaign: the one that falls due. */
export const touchIdOf = (n: number): string => `TO-1-${numbered(customerIdOf(n))}`;

const place = { timeZone: 'America/New_York', zones: ['America/New_York'] };
const { schedule: fourWeeks } = planSchedule('weekly for 4 weeks', ['email'], place, '2026-12-01');

type Planned = { campaign: Campaign; document: Document; customer: Customer; touches: Touch[] };

/** What the campaign service keeps of the nth person after the notice: a campaign of four emails, the first of them in `state`. */
function planned(n: number, dueAt: Date, state: Touch['state']): Planned {
  const [customerId, debtId] = [customerIdOf(n), debtIdOf(n)];
  const about = { creditorId, customerId, debtId };
  const [_id, documentId] = [campaignIdOf(n), documentIdOf(debtId)];
  const { campaign, document, customer } = aSituation({
    debt: about,
    campaign: { _id, ...about, documentId, sms: false, schedule: fourWeeks },
    customer: {
      ...{ _id: customerId, creditorId, version: 1, campaignsStarted: 1 },
      contacts: [{ contactId: emailId, type: 'email', usable: true, texts: false, unsubscribed: false }],
    },
  });
  const touches = planTouches(campaign, () => newId('touch'), new Date(morning)).map((touch, i) =>
    i === 0 ? { ...touch, _id: touchIdOf(n), dueAt, state, attempt: state === 'planned' ? 0 : 1 } : touch,
  );
  return { campaign, customer, touches, document: { ...document, validationNoticeAt: noticeAt, liveCampaignId: _id } };
}

type Row = mongo.BSON.Document;
const timerOf = ({ _id: id, customerId: key, dueAt, campaignId }: Touch) => ({
  id,
  key,
  dueAt,
  data: { creditorId, campaignId },
});

/** Campaigns under way for people of the list, with the timers of every touch that is still to be made. */
export async function storeCampaigns(
  db: Connection,
  { from, size, dueAt, state }: { from: number; size: number; dueAt: Date; state: Touch['state'] },
): Promise<void> {
  const { creditor } = aSituation();
  const row = { ...creditor, _id: creditorId as never, creditorId };
  await db.collection<Row>('creditors').replaceOne({ _id: row._id }, row, { upsert: true });
  const fast = { ordered: false, writeConcern: { w: 1 } } as const;
  const insert = (name: string, rows: readonly object[]) => db.collection<Row>(name).insertMany(rows as never, fast);
  for (let start = from; start < from + size; start += rowsAtOnce) {
    const numbers = Array.from({ length: Math.min(rowsAtOnce, from + size - start) }, (_, i) => start + i);
    const rows = numbers.map((n) => planned(n, dueAt, state));
    const touches = rows.flatMap((each) => each.touches);
    await insert('customers', rows.map(({ customer }) => customer)); // prettier-ignore
    await insert('documents', rows.map(({ document }) => ({ ...document, countedAs: '0001-01-01' }))); // prettier-ignore
    await insert('campaigns', rows.map(({ campaign }) => campaign)); // prettier-ignore
    await insert('touches', touches);
    const waiting = touches.filter((touch) => touch.state === 'planned');
    await transaction(db, (tx) => schedule(tx, touchDue, waiting.map(timerOf)));
  }
}

/** How many first touches have fallen due and not yet been told of. */
export const stillDue = (db: Connection, dueAt: Date): Promise<number> =>
  db.collection<Row>('timers').countDocuments({ kind: touchDue.name, faulty: false, dueAt: { $lte: dueAt } });

/** How many of them the campaign service knows to be sent. */
export const knownSent = (db: Connection, from: number, size: number): Promise<number> => {
  const ids = Array.from({ length: size }, (_, i) => touchIdOf(from + i));
  return db.collection<Row>('touches').countDocuments({ _id: { $in: ids as never[] }, state: 'sent' });
};
