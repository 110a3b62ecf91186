import type { Facts, Hold } from './facts.ts';
import { made } from './made.ts';

/** One of those things that may never happen, done to facts that are in order: which invariant must see it. */
export type Breakage = { what: string; invariant: string; break: (facts: Facts) => void };

/** The facts have one; else the breakage could not be done, and its test would say nothing. */
function some<T>(all: readonly T[], fits: (each: T) => boolean = () => true): T {
  const found = all.find(fits);
  if (found === undefined) throw new Error('There is nothing here that could be broken.');
  return found;
}

const hourMs = 3_600_000;
const collectionCall = (facts: Facts) =>
  some(made(facts), ({ channel, theme }) => channel === 'voice' && theme.startsWith('opsColl'));
const liveCampaign = (facts: Facts) => some(facts.campaigns, ({ state }) => state === 'running');
const debtOf = (facts: Facts, debtId: string) => some(facts.debts, ({ _id }) => _id === debtId);
const guarded = (facts: Facts, customerId: string) => some(facts.guardCustomers, ({ _id }) => _id === customerId);

const holdOn = (placedAt: Date, over: Partial<Hold>): Hold => ({
  holdId: 'HO-9-BROKEN', reason: 'opted-out', channels: [], themes: 'all', contactIds: [], debtIds: [], placedAt, liftedAt: null, endsAt: null,
  ...over,
}); // prettier-ignore

/** The same call again, so much later. */
function callAgain(facts: Facts, times: number, everyMs: number): void {
  const call = collectionCall(facts);
  const interaction = some(facts.interactions, ({ _id }) => _id === call.interactionId);
  const file = some(facts.delivered, ({ interactionId }) => interactionId === call.interactionId);
  for (let n = 1; n <= times; n++) {
    const [interactionId, permitId] = [`IN-9-${n}`, `PE-9-${n}`];
    facts.consumed.push({ ...call, interactionId, permitId, at: new Date(call.at.getTime() + n * everyMs) });
    facts.interactions.push({ ...interaction, _id: interactionId, permitId, touchId: null });
    facts.delivered.push({ ...file, interactionId, file: `voice/again-${n}` });
  }
}

export const breakages: readonly Breakage[] = [
  { what: 'a message without a permit', invariant: 'one permit', break: (f) => f.consumed.splice(f.consumed.indexOf(collectionCall(f)), 1) },
  { what: 'a permit that was taken back', invariant: 'one permit', break: (f) => f.endedPermitIds.push(collectionCall(f).permitId) },
  { what: 'a permit that was consumed twice', invariant: 'one permit', break: (f) => f.consumed.push({ ...collectionCall(f) }) },
  { what: 'a message by another channel than was permitted', invariant: 'one permit', break: (f) => (collectionCall(f).channel = 'email') },
  { what: 'a message that is no interaction', invariant: 'one interaction', break: (f) => f.delivered.push({ ...some(f.delivered), interactionId: 'IN-9-NONE' }) },
  { what: 'a message that counts as not sent', invariant: 'one interaction', break: (f) => (some(f.interactions, ({ handOver }) => handOver === 'accepted').handOver = 'not-started') },
  { what: 'other words than were kept', invariant: 'the exact message', break: (f) => (some(f.delivered).sha256 = 'other') },
  { what: 'one message delivered twice', invariant: 'nothing twice', break: (f) => f.delivered.push({ ...some(f.delivered), file: 'again' }) },
  { what: 'one touch made twice', invariant: 'nothing twice', break: (f) => {
    const [one, two] = f.interactions.filter(({ touchId, handOver, status }) => touchId !== null && handOver === 'accepted' && status !== 'failed');
    if (!one || !two) throw new Error('There are no two touches.');
    two.touchId = one.touchId;
  } },
  { what: 'a message that never arrived', invariant: 'nothing lost', break: (f) => f.delivered.pop() },
  { what: 'a hand-over of which nobody knows', invariant: 'nothing lost', break: (f) => (some(f.interactions, ({ handOver }) => handOver === 'accepted').handOver = 'unknown') },
  { what: 'a hand-over that the guard still waits for', invariant: 'nothing lost', break: (f) => some(f.guardCustomers).inFlight.push({}) },
  { what: 'a call in spite of a hold', invariant: 'silence', break: (f) => {
    const { customerId, at } = collectionCall(f);
    guarded(f, customerId).holds.push(holdOn(new Date(at.getTime() - 1), { channels: ['voice'] }));
  } },
  { what: 'a call about a disputed debt', invariant: 'silence', break: (f) => {
    const { customerId, at, debtIds } = collectionCall(f);
    guarded(f, customerId).holds.push(holdOn(new Date(at.getTime() - 1), { reason: 'dispute', themes: 'collection', debtIds }));
  } },
  { what: 'a call after the stop had been confirmed', invariant: 'silence', break: (f) => {
    const { customerId, interactionId } = collectionCall(f);
    const { takenAt } = some(f.delivered, (file) => file.interactionId === interactionId);
    f.accepted.push({ what: 'silence', customerId, channels: ['voice'], confirmedAt: new Date(takenAt.getTime() - 1) });
  } },
  { what: 'a call at midnight', invariant: 'hours', break: (f) => {
    const call = collectionCall(f);
    call.at = new Date(call.at.getTime() + 12 * hourMs);
  } },
  { what: 'eight calls in seven days', invariant: 'seven calls', break: (f) => callAgain(f, 7, 20 * hourMs) },
  { what: 'a call on the day after a conversation', invariant: 'after a conversation', break: (f) => {
    some(f.interactions, ({ _id }) => _id === collectionCall(f).interactionId).agentOutcome = 'voiceSpokeWithFirstParty';
    callAgain(f, 1, 24 * hourMs);
  } },
  { what: 'a cent too much', invariant: 'balances', break: (f) => (some(f.debts).balance.principalCents += 1) },
  { what: 'a payment that left the ledger', invariant: 'balances', break: (f) => f.payments.pop() },
  { what: 'a document that has another balance', invariant: 'balances', break: (f) => {
    const { loan } = some(f.documents, (document) => document.loan !== null);
    if (loan) loan.remainingCents += 1;
  } },
  { what: 'a payment that was posted twice', invariant: 'posted once', break: (f) => f.payments.push({ ...some(f.payments, ({ transactionReference }) => transactionReference !== undefined), _id: 'PM-9-TWICE' }) },
  { what: 'a placement that left nothing', invariant: 'accepted is stored', break: (f) => f.people.splice(0) },
  { what: 'a payment that left nothing', invariant: 'accepted is stored', break: (f) => f.payments.splice(0) },
  { what: 'a stop that left nothing', invariant: 'accepted is stored', break: (f) => f.guardCustomers.forEach((customer) => (customer.holds = [])) },
  { what: 'a campaign on a paid debt', invariant: 'no campaign in spite of a stop', break: (f) => (debtOf(f, liveCampaign(f).debtId).status = 'PaidInFull') },
  { what: 'a campaign that runs on a disputed debt', invariant: 'no campaign in spite of a stop', break: (f) => (debtOf(f, liveCampaign(f).debtId).status = 'Disputed') },
  { what: 'a campaign that runs past an attorney', invariant: 'no campaign in spite of a stop', break: (f) => (debtOf(f, liveCampaign(f).debtId).representations = { attorney: 'RP-9-X' }) },
  { what: 'a campaign in spite of a cease notice', invariant: 'no campaign in spite of a stop', break: (f) => guarded(f, liveCampaign(f).customerId).holds.push(holdOn(new Date(0), { reason: 'cease', themes: 'collection' })) },
  { what: 'a touch that outlived its campaign', invariant: 'no touch of an ended campaign', break: (f) => {
    const { campaignId } = some(f.touches, ({ state }) => state === 'planned');
    some(f.campaigns, ({ _id }) => _id === campaignId).state = 'ended';
  } },
  { what: 'a touch that was forgotten', invariant: 'nothing lost', break: (f) => (some(f.touches, ({ state }) => state === 'planned').dueAt = new Date(f.now.getTime() - 48 * hourMs)) },
  { what: 'a fact that was not published', invariant: 'nothing on the way', break: (f) => (some(f.queues).count = 1) },
  { what: 'a fact that somebody did not read', invariant: 'nothing lost', break: (f) => (some(f.progress).read -= 1) },
  { what: 'two facts of one number', invariant: 'facts in order', break: (f) => f.records.push({ ...some(f.records), id: 'EV-9-OTHER' }) },
  { what: 'a fact that is missing on its topic', invariant: 'facts in order', break: (f) => {
    const { topic, key } = some(f.records, ({ sequence }) => sequence > 1);
    f.records = f.records.filter((record) => record.topic !== topic || record.key !== key || record !== f.records.findLast((each) => each.topic === topic && each.key === key));
  } },
  { what: 'a payment that was told and is not stored', invariant: 'state and fact agree', break: (f) => f.records.push({ ...some(f.records), key: 'BO-9-X', type: 'recover.payment-recorded.v1', data: { paymentId: 'PM-9-NONE' } }) },
]; // prettier-ignore
