import type { HoldFacts } from '@fairdue/contracts';
import { withHold, withoutHold, type KnownContact } from '../customers/customer.ts';
import { documentFrom } from '../documents/document.ts';
import { aDebt } from '../testing/facts.ts';
import { aSituation, aTouch, now } from '../testing/situations.ts';
import { lookAnew } from './look-anew.ts';
import type { Situation } from './situation.ts';
import { optOut, reconcile } from './stop-campaign.ts';

const aHold = (over: Partial<HoldFacts> = {}): HoldFacts => ({
  holdId: 'HO-1-1',
  reason: 'dispute',
  channels: [],
  themes: 'collection',
  contactIds: [],
  debtIds: [],
  source: { service: 'recover', key: 'k', version: 1 },
  endsAt: null,
  ...over,
});
const held = (over: Partial<HoldFacts>): Situation => {
  const situation = aSituation();
  return { ...situation, customer: withHold(situation.customer, aHold(over)) };
};
const contact = (contactId: string, type: KnownContact['type'], over: Partial<KnownContact> = {}): KnownContact => ({
  contactId,
  type,
  usable: true,
  texts: true,
  unsubscribed: false,
  ...over,
});
const user = { actor: { kind: 'user', id: 'AC-1-1' }, source: 'api', notes: null } as const;

test.each([
  [{ status: 'PaidInFull', balanceCents: 0 }, 'paid'],
  [{ status: 'SettledInFull' }, 'settled'],
  [{ status: 'RetractedByCreditor' }, 'retracted'],
  [{ status: 'ClosedByAgency' }, 'closed'],
  [{ status: 'Deceased' }, 'deceased'],
  [{ balanceCents: 0 }, 'paid'],
  [{ defaultDate: '2027-05-01' }, 'loan_current'],
] as const)('a debt with %j ends its campaign: %s', (debt, endReason) => {
  const after = reconcile(aSituation({ debt }), now);

  expect(after.campaign).toMatchObject({ state: 'ended', endReason, endedAt: now });
  expect(after.touches).toMatchObject([{ state: 'cancelled' }]);
});

test.each([
  [{ status: 'Disputed' }, 'disputed'],
  [{ status: 'OnPaymentPlan' }, 'payment_plan'],
  [{ status: 'Bankruptcy' }, 'bankruptcy'],
  [{ status: 'Fraud' }, 'fraud_review'],
  [{ hasAttorney: true }, 'represented'],
  [{ status: 'Paused', paused: { reason: 'vacation' } }, 'debt_paused:vacation'],
  [{ status: 'Disputed', hasAttorney: true }, 'represented'],
] as const)('a debt with %j pauses its campaign: %s', (debt, pauseReason) => {
  const after = reconcile(aSituation({ debt }), now);

  expect(after.campaign).toMatchObject({ state: 'paused', pauseReason });
  expect(after.touches).toMatchObject([{ state: 'planned' }]); // its date stays; it is skipped if that passes
});

test('a pause takes back what is under way, and ends with its cause', () => {
  const touches = [aTouch({ state: 'checking' }), aTouch({ _id: 'TO-2-2', slot: 2 })];
  const paused = reconcile(aSituation({ debt: { hasAttorney: true }, touches }), now);
  const resumed = reconcile({ ...paused, document: aSituation().document }, now);

  expect(paused.touches).toMatchObject([{ state: 'skipped' }, { state: 'planned' }]);
  expect(resumed.campaign).toMatchObject({ state: 'running', pauseReason: null });
});

test('a pause of the debt ends by itself at its time', () => {
  const debt = { paused: { reason: 'vacation' }, pausedUntil: '2026-12-08T00:00:00.000Z' };
  const paused = reconcile(aSituation({ debt }), now);

  expect(paused.campaign.state).toBe('paused');
  expect(reconcile(paused, new Date('2026-12-08T00:00:00Z')).campaign.state).toBe('running');
});

test.each([
  ['cease', { state: 'ended', endReason: 'ceased' }],
  ['deceased', { state: 'ended', endReason: 'deceased' }],
  ['attorney', { state: 'paused', pauseReason: 'represented' }],
  ['dispute', { state: 'paused', pauseReason: 'disputed' }],
  ['bankruptcy', { state: 'paused', pauseReason: 'bankruptcy' }],
  ['do-not-interact', { state: 'paused', pauseReason: 'do_not_interact' }],
  ['opted-out', { state: 'paused', pauseReason: 'do_not_interact' }],
] as const)('a hold for %s stops the campaign', (reason, campaign) => {
  expect(reconcile(held({ reason }), now).campaign).toMatchObject(campaign);
});

test('a hold on another debt, or one that is over or has not begun, stops nothing', () => {
  expect(reconcile(held({ debtIds: ['LN-9-9'] }), now).campaign.state).toBe('running');
  expect(reconcile(held({ endsAt: '2026-11-30T00:00:00Z' }), now).campaign.state).toBe('running');
  expect(reconcile(held({ startsAt: '2026-12-05T05:00:00.000Z' }), now).campaign.state).toBe('running');
});

test('a hold stops the campaign from its first day on, also the channels it closes', () => {
  const begun = new Date('2026-12-05T05:00:00Z');
  const startsAt = begun.toISOString();

  expect(reconcile(held({ startsAt }), begun).campaign).toMatchObject({ state: 'paused', pauseReason: 'disputed' });
  const closing = held({ startsAt, reason: 'opted-out', channels: ['email'] });
  expect(reconcile(closing, now).campaign.optOuts.email).toBeNull();
  expect(reconcile(closing, begun).campaign.optOuts.email).toEqual(begun);
});

test('a channel that the person closed elsewhere is closed here, and nothing moves to another', () => {
  const touches = [aTouch(), aTouch({ _id: 'TO-2-2', slot: 2, channel: 'sms' })];
  const situation = aSituation({ touches });
  const customer = withHold(situation.customer, aHold({ reason: 'opted-out', channels: ['text'] }));

  const after = reconcile({ ...situation, customer }, now);

  expect(after.touches).toMatchObject([
    { state: 'planned', channel: 'email' },
    { state: 'cancelled', channel: 'sms' },
  ]);
  expect(after.campaign).toMatchObject({ state: 'running', optOuts: { sms: now, email: null } });
});

test('unsubscribing one of two addresses leaves email open; the last one closes it', () => {
  const one = [contact('CT-1-1', 'email', { unsubscribed: true }), contact('CT-2-2', 'email')];
  const both = one.map((each) => ({ ...each, unsubscribed: true }));

  expect(reconcile(aSituation({ customer: { contacts: one } }), now).campaign.optOuts.email).toBeNull();
  expect(reconcile(aSituation({ customer: { contacts: both } }), now).campaign.optOuts.email).toEqual(now);
});

test('a person who never had an email has not opted out of it', () => {
  const contacts = [contact('CT-1-1', 'phone')];

  expect(reconcile(aSituation({ customer: { contacts } }), now).campaign.optOuts.email).toBeNull();
});

test('the last open channel closed ends the campaign; all at once ends it as such', () => {
  const text = optOut(aSituation(), { ...user, channel: 'sms' }, now);
  const both = optOut(text, { ...user, channel: 'email' }, now);

  expect(text.campaign.state).toBe('running');
  expect(both.campaign).toMatchObject({ state: 'ended', endReason: 'all_channels_opted_out' });
  expect(optOut(aSituation(), { ...user, channel: 'all' }, now).campaign.endReason).toBe('opt_out_all');
});

test('a wish uttered again, or after the end, is recorded as a duplicate', () => {
  const once = optOut(aSituation(), { ...user, channel: 'sms' }, now);
  const ended = optOut(once, { ...user, channel: 'all' }, now);

  expect(optOut(once, { ...user, channel: 'sms' }, now).happenings.at(-1)).toMatchObject({ duplicate: true });
  expect(optOut(ended, { ...user, channel: 'email' }, now).happenings.at(-1)).toMatchObject({ duplicate: true });
});

test('a pause that only a refusal told of lasts until news of the person or the debt', () => {
  const paused = reconcile(aSituation({ campaign: { pausedByGuard: 'disputed' } }), now);

  expect(paused.campaign.pauseReason).toBe('disputed');
  expect(lookAnew(paused, now).campaign).toMatchObject({ state: 'running', pausedByGuard: null });
});

test('an ended campaign never becomes active again', () => {
  const ended = reconcile(aSituation({ debt: { balanceCents: 0 } }), now);

  const reopened = { ...ended, document: aSituation().document };
  expect(reconcile(reopened, now)).toBe(reopened);
});

test('a debt closed because the dispute was right ends its campaign as that, whichever fact comes first', () => {
  const dispute = { openedAt: '2026-11-01T00:00:00.000Z', answer: 'upheld' } as const;
  const upheld = aSituation({ debt: { status: 'ClosedByAgency', dispute } });
  const holdFirst = reconcile(held({ reason: 'closed', debtIds: ['LN-1-1'] }), now);

  expect(reconcile(upheld, now).campaign.endReason).toBe('dispute_upheld');
  expect(holdFirst.campaign).toMatchObject({ state: 'paused', pauseReason: 'debt_paused:closing' });
  expect(reconcile({ ...holdFirst, document: upheld.document }, now).campaign.endReason).toBe('dispute_upheld');
});

test('a plan pauses while it is kept, and no longer when an instalment is late, until money comes in', () => {
  const onPlan = aSituation({ debt: { status: 'OnPaymentPlan' } });
  const loan = { ...onPlan.document.loan, planIsLate: true };
  const late = { ...onPlan, document: { ...onPlan.document, loan } };
  const paid = documentFrom(aDebt({ status: 'OnPaymentPlan', balanceCents: 40_000, version: 2 }), late.document, now);
  const renamed = documentFrom(aDebt({ status: 'OnPaymentPlan', product: 'Card', version: 2 }), late.document, now);

  expect(reconcile(onPlan, now).campaign.pauseReason).toBe('payment_plan');
  expect(reconcile(late, now).campaign).toMatchObject({ state: 'running', pauseReason: null });
  expect([paid?.loan.planIsLate, renamed?.loan.planIsLate]).toEqual([false, true]);
});

test('of several holds the gravest is shown, and the campaign runs when the last one has cleared', () => {
  const one = aHold({ reason: 'pause', source: { service: 'recover', key: 'pause', version: 1 } });
  const two = aHold({ reason: 'attorney', source: { service: 'recover', key: 'attorney', version: 1 } });
  const { customer, ...rest } = aSituation();
  const both = reconcile({ ...rest, customer: withHold(withHold(customer, one), two) }, now);
  const first = reconcile({ ...both, customer: withoutHold(both.customer, two) }, now);
  const none = reconcile({ ...first, customer: withoutHold(first.customer, one) }, now);

  expect([both, first, none].map(({ campaign }) => campaign.pauseReason)).toEqual([
    'represented',
    'debt_paused:hold',
    null,
  ]);
  expect(none.campaign.state).toBe('running');
});

test('a hold that was lifted before it was heard of holds nothing, and a newer one does', () => {
  const lifted = withoutHold(aSituation().customer, aHold({ source: { service: 'recover', key: 'k', version: 2 } }));
  const late = withHold(lifted, aHold());
  const newer = withHold(late, aHold({ source: { service: 'recover', key: 'k', version: 3 } }));

  expect(reconcile({ ...aSituation(), customer: late }, now).campaign.state).toBe('running');
  expect(reconcile({ ...aSituation(), customer: newer }, now).campaign.pauseReason).toBe('disputed');
});

test('military service is a case of its own', () => {
  const debt = { status: 'Paused', paused: { reason: 'SCRA' } } as const;

  expect(reconcile(aSituation({ debt }), now).campaign.pauseReason).toBe('scra_review');
});

test('a campaign is looked at again when time alone will change it', () => {
  const endsAt = '2026-12-03T00:00:00.000Z';
  const paused = { status: 'Paused', paused: { reason: 'vacation' }, pausedUntil: '2026-12-08T00:00:00.000Z' } as const;
  const unreachable = reconcile(aSituation({ campaign: { noContactSince: now } }), now);
  const afterTwoWeeks = new Date(now.getTime() + 14 * 86_400_000);

  expect(reconcile(held({ endsAt }), now).campaign.lookAgainAt).toEqual(new Date(endsAt));
  expect(reconcile(aSituation({ debt: paused }), now).campaign.lookAgainAt).toEqual(new Date(paused.pausedUntil));
  expect(reconcile(aSituation(), now).campaign.lookAgainAt).toBeNull();
  expect(unreachable.campaign.lookAgainAt).toEqual(afterTwoWeeks);
  expect(reconcile(unreachable, afterTwoWeeks).campaign).toMatchObject({ state: 'ended', endReason: 'no_contact' });
});

test('whoever wants nothing at all is asked about once more, by a person: was it in writing?', () => {
  const ended = optOut(aSituation(), { ...user, channel: 'all' }, now);

  expect(ended.happenings).toContainEqual({
    kind: 'staff-asked', task: 'ask_whether_written', channel: null, because: 'opt_out_all',
  }); // prettier-ignore
});
