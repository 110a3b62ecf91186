import type { BlockingReason, HoldFacts } from '@fairdue/contracts';
import { lookAnew } from '../campaigns/look-anew.ts';
import type { Happening, Situation } from '../campaigns/situation.ts';
import { optOut } from '../campaigns/stop-campaign.ts';
import { withFacts, withHold, withoutHold } from '../customers/customer.ts';
import { documentFrom, type DebtFacts } from '../documents/document.ts';
import { aDebt } from '../testing/facts.ts';
import { aCustomer } from '../testing/platform.ts';
import { aReason, aSituation, aTouch, now as start } from '../testing/situations.ts';
import { block, fallDue } from './advance-touch.ts';
import { checked, failed, sent } from './settle-touch.ts';

/** One fact of a story: what it does to the campaign, and what it makes true for whoever would judge without the campaign. */
type Fact = {
  apply: (situation: Situation, now: Date) => Situation;
  stops?: { key: string; version: number; on: boolean };
};

const dayMs = 86_400_000;
const isStopping = (status: DebtFacts['status']): boolean => status !== 'New';

const debt = (version: number, over: Partial<DebtFacts>): Fact => ({
  apply: (situation, now) => {
    const document = documentFrom(aDebt({ ...over, version }), situation.document, now);
    return lookAnew(document ? { ...situation, document } : situation, now);
  },
  stops: { key: 'debt', version, on: isStopping(over.status ?? 'New') },
});
const hold = (reason: HoldFacts['reason'], version: number, on: boolean, over: Partial<HoldFacts> = {}): Fact => ({
  apply: (situation, now) => {
    const facts: HoldFacts = {
      holdId: `HO-1-${reason}`, reason, channels: [], themes: 'collection', contactIds: [], debtIds: [], endsAt: null,
      source: { service: 'recover', key: reason, version }, ...over,
    };
    const customer = on ? withHold(situation.customer, facts) : withoutHold(situation.customer, facts);
    return lookAnew({ ...situation, customer }, now);
  },
  ...(over.channels === undefined && { stops: { key: `hold ${reason}`, version, on } }),
}); // prettier-ignore
const contacts = (version: number): Fact => ({
  apply: (situation, now) => {
    const facts = { ...aCustomer(situation.customer._id), version };
    return lookAnew({ ...situation, customer: withFacts(situation.customer, facts) }, now);
  },
});
const stop = (channel: 'sms' | 'all'): Fact => ({
  apply: (situation, now) => {
    const actor = { kind: 'borrower', id: 'BO-1-1' } as const;
    return optOut(situation, { channel, actor, source: 'message:IN-9', notes: null }, now);
  },
});
const due = (slot: number): Fact => ({ apply: (situation, now) => fallDue(situation, `TO-${slot}-1`, now) });
const permitted = (slot: number, interactionId: string): Fact => ({
  apply: (situation, now) => {
    const decision = { at: now, result: true, ruleId: null, reasons: [], nextAllowedAt: null };
    return checked(situation, `TO-${slot}-1`, decision, { interactionId });
  },
});
const refused = (slot: number, interactionId: string, reason: Partial<BlockingReason>, hours: number | null): Fact => ({
  apply: (situation, now) => {
    const nextAllowedAt = hours === null ? null : new Date(now.getTime() + hours * 3_600_000).toISOString();
    return block(situation, `TO-${slot}-1`, { interactionId, blocking: [aReason(reason)], nextAllowedAt }, now);
  },
});
const sentOut = (slot: number, interactionId: string): Fact => ({
  apply: (situation, now) => {
    const by = { interactionId, contactId: 'CT-1-1', subject: null, templateId: null, sentAt: now };
    return sent(situation, `TO-${slot}-1`, by, now);
  },
});
const bounced = (slot: number, interactionId: string): Fact => ({
  apply: (situation, now) => {
    const by = { interactionId, contactId: 'CT-1-1', reason: 'emailBounced', isContactGone: true };
    return failed(situation, `TO-${slot}-1`, by, now);
  },
});

const contacted = [
  contacts(1), due(1), permitted(1, 'IN-1-1'), sentOut(1, 'IN-1-1'), bounced(1, 'IN-1-1'), contacts(2),
  due(2), refused(2, 'IN-2-1', {}, 3), due(2), permitted(2, 'IN-2-2'), sentOut(2, 'IN-2-2'),
]; // prettier-ignore
const byDispute = { ruleId: 'reg-f-dispute-hold', reasonCode: 'disputePending' };
const byDeath = { ruleId: 'reg-f-deceased', reasonCode: 'deceased' };

type Story = { facts: Fact[]; after: Partial<Situation['campaign']> };
const stories: Record<string, Story> = {
  'a dispute that is answered': {
    facts: [...contacted, debt(2, { status: 'Disputed' }), hold('dispute', 2, true), due(3), refused(3, 'IN-3-1', byDispute, null),
      debt(3, { status: 'New' }), hold('dispute', 3, false)],
    after: { state: 'running', pauseReason: null },
  },
  'payments to the end': {
    facts: [...contacted, debt(2, { balanceCents: 40_000 }), debt(3, { status: 'Paused', paused: { reason: 'hardship' } }),
      hold('pause', 3, true), hold('pause', 4, false), debt(4, { balanceCents: 10_000 }), due(3), debt(5, { status: 'PaidInFull', balanceCents: 0 })],
    after: { state: 'ended', endReason: 'paid' },
  },
  'a death': {
    facts: [...contacted, due(3), refused(3, 'IN-3-1', byDeath, null), hold('deceased', 1, true), debt(2, { status: 'Deceased' })],
    after: { state: 'ended', endReason: 'deceased' },
  },
  'every channel closed': {
    facts: [...contacted, stop('sms'), hold('opted-out', 1, true, { channels: ['email'] }), due(3)],
    after: { state: 'ended', endReason: 'all_channels_opted_out' },
  },
  'a wish for silence beside an attorney': {
    facts: [...contacted, stop('all'), hold('attorney', 1, true), debt(2, { hasAttorney: true }), hold('attorney', 2, false),
      debt(3, { status: 'New' }), due(3)],
    after: { state: 'ended', endReason: 'opt_out_all' },
  },
  'an attorney who comes and goes, beside a plan': {
    facts: [...contacted, debt(2, { hasAttorney: true }), hold('attorney', 2, true), debt(3, { status: 'OnPaymentPlan' }),
      hold('attorney', 4, false), debt(4, { status: 'New' }), due(3)],
    after: { state: 'running', pauseReason: null },
  },
}; // prettier-ignore

/** mulberry32: the same order for the same seed, on every machine. */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** All facts, some of them twice, in an order of that seed. */
function shuffled(facts: readonly Fact[], seed: number): Fact[] {
  const next = random(seed);
  return [...facts, ...facts.filter(() => next() < 0.3)]
    .map((fact) => ({ fact, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ fact }) => fact);
}

/** What this one fact made happen that must never happen, judged by the facts heard so far and not by the campaign. */
function broken(before: Situation, after: Situation, isStopped: boolean): string[] {
  const fresh = after.happenings.slice(before.happenings.length);
  const is = (...kinds: Happening['kind'][]) => fresh.some(({ kind }) => kinds.includes(kind));
  const dueOn = fresh.flatMap((happening) => (happening.kind === 'touch-due' ? [happening.touch.channel] : []));
  const { campaign } = before;
  const faults: [string, boolean][] = [
    ['a contact while it is stopped', dueOn.length > 0 && isStopped],
    ['a contact on a closed channel', dueOn.some((channel) => channel !== 'mail' && after.campaign.optOuts[channel] !== null)],
    ['something planned after the end', campaign.state === 'ended' && is('touch-due', 'touch-planned', 'touch-rescheduled')],
    ['an end undone', campaign.state === 'ended' && after.campaign.endReason !== campaign.endReason],
    ['an opt-out undone', campaign.optOuts.sms !== null && after.campaign.optOuts.sms === null],
    ['an end with touches left', after.campaign.state === 'ended' && after.touches.some(({ state }) => state === 'planned' || state === 'rescheduled')],
  ];
  return faults.flatMap(([fault, isSo]) => (isSo ? [fault] : []));
} // prettier-ignore

function play(told: readonly Fact[]) {
  const slots = [1, 2, 3, 4];
  const touches = slots.map((slot) => {
    const plannedAt = new Date(start.getTime() + (slot - 1) * 7 * dayMs);
    return aTouch({ _id: `TO-${slot}-1`, slot, channel: slot % 2 === 0 ? 'sms' : 'email', plannedAt, dueAt: plannedAt });
  });
  const stops = new Map<string, { version: number; on: boolean }>();
  const faults: string[] = [];
  let situation = aSituation({ touches });
  for (const [i, fact] of told.entries()) {
    const { key, ...word } = fact.stops ?? { key: '', version: 0, on: false };
    if (word.version > (stops.get(key)?.version ?? 0)) stops.set(key, word);
    const after = fact.apply(situation, new Date(start.getTime() + i * 6 * 3_600_000));
    faults.push(...broken(situation, after, [...stops.values()].some(({ on }) => on)));
    situation = after;
  }
  const sentBy = situation.happenings.flatMap((each) => (each.kind === 'touch-sent' ? [each.touch.interactionId] : []));
  if (new Set(sentBy).size < sentBy.length) faults.push('one message counted twice');
  return { situation, faults };
} // prettier-ignore

const seeds = Array.from({ length: 200 }, (_, i) => i + 1);

test.each(Object.entries(stories))('%s: told in 200 orders, nothing is ever broken, and the end is one', (_, { facts, after }) => {
  const told = seeds.map((seed) => ({ seed, ...play(shuffled(facts, seed)) }));

  expect(told.filter(({ faults }) => faults.length > 0).map(({ seed, faults }) => ({ seed, faults }))).toEqual([]);
  const ends = told.map(({ situation }) => fallDue(situation, 'TO-4-1', new Date(start.getTime() + 21 * dayMs)));
  const other = ends.filter(({ campaign }) => Object.entries(after).some(([key, value]) => campaign[key as 'state'] !== value));
  expect(other.map(({ campaign: { state, endReason, pauseReason } }) => ({ state, endReason, pauseReason }))).toEqual([]);
}); // prettier-ignore

test.each(Object.entries(stories))('%s: told again from the beginning, twice, nobody is contacted once more', (_, { facts }) => {
  const { situation } = play(facts);
  const later = new Date(start.getTime() + 40 * dayMs);

  const again = [...facts, ...facts].reduce((current, fact) => fact.apply(current, later), situation);

  const made = (of: Situation) => of.happenings.filter(({ kind }) => kind === 'touch-due' || kind === 'touch-sent');
  expect(made(again)).toHaveLength(made(situation).length);
  expect(again.campaign.endReason).toBe(situation.campaign.endReason);
}); // prettier-ignore
