import type { BlockingReason } from '@fairdue/contracts';
import { at, ids } from '../testing/facts.ts';
import { aReason, aSituation, aTouch, now } from '../testing/situations.ts';
import type { Situation } from '../campaigns/situation.ts';
import { block, fallDue } from './advance-touch.ts';
import { failed, sent } from './settle-touch.ts';
import type { Touch } from './touch.ts';

const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);
const checking = (over: Partial<Touch> = {}) => aTouch({ state: 'checking', attempt: 1, ...over });
const kindsOf = ({ happenings }: Situation): string[] => happenings.map(({ kind }) => kind);
const refuse = (situation: Situation, blocking: BlockingReason[], nextAllowedAt: Date | null = null, by = 'IN-1-1') =>
  block(
    situation,
    ids.touchId,
    { interactionId: by, blocking, nextAllowedAt: nextAllowedAt?.toISOString() ?? null },
    now,
  );

test('a touch whose minute has come goes out once, as its next try', () => {
  const due = fallDue(aSituation(), ids.touchId, now);

  expect(due.touches).toMatchObject([{ state: 'checking', attempt: 1 }]);
  expect(kindsOf(due)).toEqual(['touch-due']);
  expect(fallDue(due, ids.touchId, now).happenings).toHaveLength(1);
});

test('a third-party collector begins with the validation notice, in writing', () => {
  const byText = aSituation({ thirdParty: true, campaign: { email: false }, touches: [aTouch({ channel: 'sms' })] });
  const withEmail = aSituation({ thirdParty: true, touches: [aTouch({ channel: 'sms' })] });

  expect(fallDue(byText, ids.touchId, now).touches).toMatchObject([
    { subject: 'debtValidationNotice', channel: 'mail' },
  ]);
  expect(fallDue(withEmail, ids.touchId, now).touches).toMatchObject([
    { subject: 'debtValidationNotice', channel: 'email' },
  ]);
});

test('once the notice is out, the next touch is what its slot says', () => {
  const first = fallDue(aSituation({ thirdParty: true }), ids.touchId, now);
  const by = { interactionId: 'IN-1-1', contactId: 'CT-1-1', subject: null, templateId: null, sentAt: now };
  const told = sent(first, ids.touchId, by, now);
  const second = aTouch({ _id: 'TO-2-2', slot: 2, subject: 'loanOverdueSecondNotice' });

  const after = fallDue({ ...told, touches: [...told.touches, second] }, 'TO-2-2', now);

  expect(after.document.validationNoticeAt).toEqual(now);
  expect(after.touches[1]).toMatchObject({ state: 'checking', subject: 'loanOverdueSecondNotice' });
});

test('a notice that was given elsewhere is known by the message that took its place', () => {
  const first = fallDue(aSituation({ thirdParty: true }), ids.touchId, now);
  const by = { interactionId: 'IN-1-A', contactId: null, templateId: null, sentAt: now, subject: 'loanOverdueFirstNotice' };

  const { document } = sent(first, ids.touchId, by, now);

  expect(document.validationNoticeAt).toEqual(now);
}); // prettier-ignore

test('a touch of a paused campaign is skipped when its time comes, never saved up', () => {
  const paused = aSituation({ debt: { status: 'Paused', paused: { reason: 'hardship' } } });

  const after = fallDue(paused, ids.touchId, now);

  expect(after.touches).toMatchObject([{ state: 'skipped', outcomeReason: 'debt_paused:hardship' }]);
});

test('a payment that comes just before the touch wins', () => {
  const after = fallDue(aSituation({ debt: { balanceCents: 0 } }), ids.touchId, now);

  expect(after.campaign).toMatchObject({ state: 'ended', endReason: 'paid' });
  expect(after.touches).toMatchObject([{ state: 'cancelled' }]);
});

test('after an outage, touches that missed their time are not sent together', () => {
  const touches = [0, 7, 14].map((days, i) => {
    const dueAt = hours(days * 24);
    return aTouch({ _id: `TO-${i}-1`, slot: i + 1, plannedAt: dueAt, dueAt });
  });
  const restart = hours(14.1 * 24);

  const after = touches.reduce((current, { _id }) => fallDue(current, _id, restart), aSituation({ touches }));

  expect(after.touches.map(({ state }) => state)).toEqual(['skipped', 'skipped', 'checking']);
});

test('a refusal that ends in three hours moves the touch by about three hours', () => {
  const after = refuse(aSituation({ touches: [checking()] }), [aReason()], hours(3));

  const [touch] = after.touches;
  expect(touch).toMatchObject({ state: 'rescheduled', reschedules: 1 });
  expect(touch?.dueAt.getTime()).toBeGreaterThanOrEqual(hours(3).getTime());
  expect(touch?.dueAt.getTime()).toBeLessThanOrEqual(hours(3.5).getTime());
  expect(after.happenings).toMatchObject([{ kind: 'touch-rescheduled', ruleId: 'reg-f-hours', from: now }]);
});

test('a refusal until early morning waits for the window of that day', () => {
  const after = refuse(aSituation({ touches: [checking()] }), [aReason()], at('2026-12-02T13:00:00Z'));

  expect(after.touches[0]?.dueAt.toISOString()).toMatch(/^2026-12-02T15:/);
});

test.each<[string, Partial<Touch>, Date, Touch[]]>([
  ['nine days away', {}, hours(9 * 24), []],
  [
    'into the day before the next slot',
    {},
    hours(6.2 * 24),
    [aTouch({ _id: 'TO-2-2', slot: 2, plannedAt: hours(7 * 24) })],
  ],
  ['for a sixth time', { reschedules: 5 }, hours(3), []],
])('a touch that would slip %s is skipped', (_, over, until, others) => {
  const after = refuse(aSituation({ touches: [checking(over), ...others] }), [aReason()], until);

  expect(after.touches[0]).toMatchObject({ state: 'skipped', outcomeReason: 'slipped_too_far' });
});

test('a channel that is closed to it sends the touch to the next one, once each, then nowhere', () => {
  const noBasis = [aReason({ ruleId: 'reg-f-email-basis', reasonCode: 'emailBasisMissing' })];
  const byText = refuse(aSituation({ touches: [checking()] }), noBasis);
  const nowhere = refuse(byText, [aReason({ ruleId: null, reasonCode: 'textNotEnabled' })], null, 'IN-2-2');

  expect(byText.touches).toMatchObject([{ state: 'checking', channel: 'sms', attempt: 2 }]);
  expect(nowhere.touches).toMatchObject([{ state: 'skipped', outcomeReason: 'textNotEnabled' }]);
});

test('a touch is never moved to a channel that the person opted out of', () => {
  const optOuts = { sms: now, email: null, call: null };

  const after = refuse(aSituation({ campaign: { optOuts }, touches: [checking()] }), [aReason()]);

  expect(after.touches).toMatchObject([{ state: 'skipped' }]);
});

test.each([
  ['reg-f-dispute-hold', { state: 'paused', pauseReason: 'disputed' }],
  ['reg-f-attorney-represented', { state: 'paused', pauseReason: 'represented' }],
  ['bankruptcy-stay', { state: 'paused', pauseReason: 'bankruptcy' }],
  ['platform-do-not-interact', { state: 'paused', pauseReason: 'do_not_interact' }],
  ['platform-location-unknown', { state: 'paused', pauseReason: 'location_unknown' }],
  ['reg-f-cease', { state: 'ended', endReason: 'ceased' }],
  ['reg-f-deceased', { state: 'ended', endReason: 'deceased' }],
])('%s skips the touch and stops the campaign', (ruleId, campaign) => {
  const after = refuse(
    aSituation({ touches: [checking()] }),
    [aReason({ ruleId, reasonCode: 'x' }), aReason()],
    hours(3),
  );

  expect(after.touches).toMatchObject([{ state: 'skipped', outcomeReason: ruleId }]);
  expect(after.campaign).toMatchObject(campaign);
});

test('a rule that wants the validation notice first gets it instead', () => {
  const after = refuse(aSituation({ touches: [checking({ channel: 'sms' })] }), [
    aReason({ ruleId: 'reg-f-validation-notice' }),
  ]);

  expect(after.touches).toMatchObject([
    { state: 'checking', subject: 'debtValidationNotice', channel: 'email', attempt: 2 },
  ]);
});

test('a refusal told twice, or a failure of a try long gone, changes nothing', () => {
  const once = refuse(aSituation({ touches: [checking()] }), [aReason()], null);

  expect(refuse(once, [aReason()], null)).toBe(once);
  expect(failed(once, ids.touchId, 'IN-1-1', 'blocked')).toBe(once);
});

test('a person whom nothing reaches for two weeks is left alone', () => {
  const nothing = [aReason({ ruleId: null, reasonCode: 'contactNotUsable' })];
  const campaign = { sms: false };
  const first = refuse(aSituation({ campaign, touches: [checking()] }), nothing);
  const noContactSince = new Date(now.getTime() - 14 * 86_400_000);
  const later = refuse(aSituation({ campaign: { ...campaign, noContactSince }, touches: [checking()] }), nothing);

  expect(first.campaign).toMatchObject({ state: 'running', noContactSince: now });
  expect(later.campaign).toMatchObject({ state: 'ended', endReason: 'no_contact' });
});

test('what was in the carrier’s hands when the campaign ended is logged as in flight', () => {
  const ended = fallDue(aSituation({ debt: { balanceCents: 0 }, touches: [checking()] }), ids.touchId, now);

  const after = sent(
    ended,
    ids.touchId,
    { interactionId: 'IN-1-1', contactId: null, subject: null, templateId: null, sentAt: now },
    now,
  );

  expect(after.touches).toMatchObject([{ state: 'sent' }]);
  expect(after.happenings.at(-1)).toMatchObject({ kind: 'touch-sent', inFlight: true });
});
