import type { BlockingReason } from '@fairdue/contracts';
import { at, ids } from '../testing/facts.ts';
import { aReason, aSituation, aTouch, now } from '../testing/situations.ts';
import type { Situation } from '../campaigns/situation.ts';
import type { KnownContact } from '../customers/customer.ts';
import { block, fallDue } from './advance-touch.ts';
import { checked, failed, sent } from './settle-touch.ts';
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

test('a touch that may have been made in a time that a restore has lost is skipped, and one due later goes out', () => {
  const lostUntil = new Date(now.getTime() - 1);
  const may = (at: Date): boolean => at <= lostUntil;
  const lost = aSituation({ touches: [aTouch({ dueAt: lostUntil })] });

  expect(fallDue(lost, ids.touchId, now, may).touches).toMatchObject([
    { state: 'skipped', outcomeReason: 'may_have_been_made' },
  ]);
  expect(fallDue(aSituation({ touches: [aTouch({ dueAt: now })] }), ids.touchId, now, may).touches).toMatchObject([
    { state: 'checking' },
  ]);
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

test('a touch that is sent changes its campaign only where nobody could be reached before', () => {
  const by = { interactionId: 'IN-1-A', contactId: null, templateId: null, sentAt: now, subject: null };
  const before = aSituation({ touches: [checking()] });
  const unreachable = aSituation({ campaign: { noContactSince: new Date(0) }, touches: [checking()] });

  const [after, reached] = [sent(before, ids.touchId, by, now), sent(unreachable, ids.touchId, by, now)];

  expect(after.touches).toMatchObject([{ state: 'sent' }]);
  expect(after.campaign).toBe(before.campaign);
  expect(reached.campaign).toMatchObject({ noContactSince: null, updatedAt: now });
});

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
  const again = { interactionId: 'IN-1-1', contactId: null, reason: 'blocked', isContactGone: false };
  expect(failed(once, ids.touchId, again, now)).toBe(once);
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

const overCallCap = aReason({ ruleId: 'reg-f-calls-7-in-7', reasonCode: 'callCap', category: 'frequency' });
const afterTalk = aReason({
  ruleId: 'reg-f-calls-after-conversation',
  reasonCode: 'conversationCooldown',
  category: 'frequency',
});
const overAll = aReason({ ruleId: 'nyc-3-in-7', reasonCode: 'stateCap', category: 'frequency' });
const aCall = (others: Touch[] = []) =>
  aSituation({ campaign: { call: true, sms: false }, touches: [checking({ channel: 'call' }), ...others] }); // prettier-ignore

test('a limit of calls sends the touch to a channel where nothing is due within a day; else it waits', () => {
  const busy = aTouch({ _id: 'TO-2-2', slot: 2, dueAt: hours(23), plannedAt: hours(72) });
  const later = aTouch({ _id: 'TO-2-2', slot: 2, dueAt: hours(72), plannedAt: hours(72) });

  expect(refuse(aCall([later]), [overCallCap], hours(24)).touches[0]).toMatchObject({ state: 'checking', channel: 'email' });
  expect(refuse(aCall([busy]), [overCallCap], hours(24)).touches[0]).toMatchObject({ state: 'rescheduled', channel: 'call' });
}); // prettier-ignore

test.each([
  ['of all contacts together', [overAll]],
  ['after a conversation', [afterTalk]],
  ['of calls beside the hours', [overCallCap, aReason()]],
])('a limit %s moves the touch in time and never to another channel', (_, blocking) => {
  expect(refuse(aCall(), blocking, hours(24)).touches).toMatchObject([{ state: 'rescheduled', channel: 'call' }]);
});

test.each([
  ['mediumOptOut', 'reg-f-medium-opt-out'],
  ['textConsentWithdrawn', 'tcpa-revocation'],
  ['electronicConsentRevoked', 'reg-f-medium-opt-out-electronic'],
  ['ceaseCommunication', 'wi-agency-phone-stop'],
])('%s: the refused touch goes elsewhere, and the channel is closed to all that were to follow', (reasonCode, ruleId) => {
  const next = aTouch({ _id: 'TO-2-2', slot: 2, channel: 'sms', plannedAt: hours(72), dueAt: hours(72) });
  const touches = [checking({ channel: 'sms' }), next];

  const after = refuse(aSituation({ touches }), [aReason({ ruleId, reasonCode, category: 'consent' })]);

  expect(after.touches).toMatchObject([{ state: 'checking', channel: 'email' }, { state: 'cancelled', channel: 'sms' }]);
  expect(after.campaign).toMatchObject({ state: 'running', optOuts: { sms: now, email: null } });
}); // prettier-ignore

test('the last channel closed by a refusal ends the campaign', () => {
  const optOut = aReason({ ruleId: 'reg-f-medium-opt-out', reasonCode: 'mediumOptOut', category: 'consent' });

  const after = refuse(aSituation({ campaign: { sms: false }, touches: [checking()] }), [optOut]);

  expect(after.campaign).toMatchObject({ state: 'ended', endReason: 'all_channels_opted_out' });
});

test('without consent to dial, another channel is tried, and staff are asked once', () => {
  const noConsent = [aReason({ ruleId: 'tcpa-cell-consent', reasonCode: 'autodialConsentMissing', category: 'consent' })];
  const once = refuse(aCall(), noConsent);
  const calledAgain = { ...once, touches: [checking({ _id: 'TO-2-2', slot: 2, channel: 'call' })] };
  const twice = block(calledAgain, 'TO-2-2', { interactionId: 'IN-2-2', blocking: noConsent, nextAllowedAt: null }, now);

  expect(once.touches).toMatchObject([{ state: 'checking', channel: 'email' }]);
  expect(once.campaign.state).toBe('running');
  expect(kindsOf(twice).filter((kind) => kind === 'staff-asked')).toHaveLength(1);
}); // prettier-ignore

test('a debt discharged in bankruptcy ends its campaign; a stay only pauses it', () => {
  const discharged = [aReason({ ruleId: 'bankruptcy-discharge', reasonCode: 'bankruptcy' })];

  expect(refuse(aSituation({ touches: [checking()] }), discharged).campaign.endReason).toBe('discharged');
});

test('a pause that only a refusal told of is put to the guard again at the next slot', () => {
  const paused = refuse(aSituation({ touches: [checking(), aTouch({ _id: 'TO-2-2', slot: 2 })] }), [
    aReason({ ruleId: 'reg-f-dispute-hold', reasonCode: 'disputePending' }),
  ]);

  expect(paused.campaign.pauseReason).toBe('disputed');
  expect(fallDue(paused, 'TO-2-2', now).touches[1]).toMatchObject({ state: 'checking' });
});

test('a touch whose hours passed while nothing ran waits for the next ones, in the hours it was planned for', () => {
  const evening = fallDue(aSituation(), ids.touchId, at('2026-12-02T01:00:00Z')); // 20:00 in New York
  const noon = fallDue(aSituation(), ids.touchId, at('2026-12-01T17:30:00Z'));

  expect(evening.touches[0]?.dueAt.toISOString()).toMatch(/^2026-12-02T15:/);
  expect(evening.happenings).toMatchObject([{ kind: 'touch-rescheduled', because: 'window_missed' }]);
  expect(noon.touches).toMatchObject([{ state: 'checking' }]);
});

test.each([
  ['2027-03-13', '2027-03-14', '14:00'], // clocks go forward that night: 10:00 is an hour earlier in UTC
  ['2026-10-31', '2026-11-01', '15:00'], // and back again
])('a touch refused on %s until the night of %s keeps its local hours', (before, after, opens) => {
  const plannedAt = at(`${before}T16:00:00Z`);
  const [windowStart, windowEnd] = before.startsWith('2027')
    ? [at(`${before}T15:00:00Z`), at(`${before}T23:00:00Z`)]
    : [at(`${before}T14:00:00Z`), at(`${before}T22:00:00Z`)];
  const touches = [checking({ plannedAt, dueAt: plannedAt, windowStart, windowEnd })];

  const moved = refuse(aSituation({ touches }), [aReason()], at(`${after}T07:30:00Z`));

  const dueAt = moved.touches[0]?.dueAt ?? new Date(0);
  const sinceOpening = dueAt.getTime() - at(`${after}T${opens}:00Z`).getTime();
  expect(sinceOpening).toBeGreaterThanOrEqual(0);
  expect(sinceOpening).toBeLessThanOrEqual(30 * 60_000);
});

test('a person who moved across the country is written to in the same hours of their new day', () => {
  const moved = aSituation({ touches: [checking()], customer: { zones: ['America/Los_Angeles'] } });

  expect(refuse(moved, [aReason()], at('2026-12-01T16:00:00Z')).touches[0]?.dueAt.toISOString()).toMatch(/T18:/);
});

test('a touch never slips behind a later one that is already on its way', () => {
  const next = aTouch({ _id: 'TO-2-2', slot: 2, plannedAt: hours(48), dueAt: hours(48), state: 'sent' });

  const after = refuse(aSituation({ touches: [checking(), next] }), [aReason()], hours(30));

  expect(after.touches[0]).toMatchObject({ state: 'skipped', outcomeReason: 'slipped_too_far' });
});

const anEmail = (contactId: string, over: Partial<KnownContact> = {}): KnownContact => ({
  contactId, type: 'email', usable: true, texts: false, unsubscribed: false, ...over,
}); // prettier-ignore
const bounced = { interactionId: 'IN-1-1', contactId: 'CT-1-1', reason: 'emailBounced', isContactGone: true };
const aSentTouch = (contacts: KnownContact[], over: Partial<Touch> = {}) => {
  const touches = [
    aTouch({ state: 'sent', attempt: 1, interactionId: 'IN-1-1', contactId: 'CT-1-1', sentAt: now, ...over }),
  ];
  return aSituation({ touches, customer: { contacts } });
};

test('A21: what bounced goes to one other address, once, and never to the first again', () => {
  const two = aSentTouch([anEmail('CT-1-1'), anEmail('CT-2-2'), anEmail('CT-3-3')]);

  const again = failed(two, ids.touchId, bounced, hours(1));
  const due = fallDue(again, ids.touchId, again.touches[0]?.dueAt ?? now);
  const last = failed(due, ids.touchId, { ...bounced, interactionId: 'IN-2-2', contactId: 'CT-2-2' }, hours(2));

  expect(kindsOf(again)).toEqual(['touch-failed', 'touch-rescheduled']);
  expect(due.touches).toMatchObject([{ state: 'checking', attempt: 2, failedContactIds: ['CT-1-1'] }]);
  expect(failed(due, ids.touchId, bounced, hours(2))).toBe(due); // told again
  expect(last.touches).toMatchObject([{ state: 'failed' }]);
});

test.each<[string, Situation, Date]>([
  ['there is no other address', aSentTouch([anEmail('CT-1-1')]), hours(1)],
  ['the other is unsubscribed', aSentTouch([anEmail('CT-1-1'), anEmail('CT-2-2', { unsubscribed: true })]), hours(1)],
  ['it came back after more than a week', aSentTouch([anEmail('CT-1-1'), anEmail('CT-2-2')]), hours(8 * 24)],
])('what bounced has failed when %s', (_, situation, when) => {
  expect(failed(situation, ids.touchId, bounced, when).touches).toMatchObject([{ state: 'failed' }]);
});

test('a touch whose channel is closed by the time it falls due is cancelled', () => {
  const optOuts = { sms: null, email: now, call: null };

  const after = fallDue(aSituation({ campaign: { optOuts } }), ids.touchId, now);

  expect(after.touches).toMatchObject([{ state: 'cancelled', outcomeReason: 'opted_out' }]);
});

test('a permit of a try that is over is logged, and moves nothing', () => {
  const elsewhere = refuse(aSituation({ touches: [checking()] }), [aReason({ ruleId: null, reasonCode: 'contactNotFound' })]);
  const decision = { at: now, result: true, ruleId: null, reasons: [], nextAllowedAt: null };

  const late = checked(elsewhere, ids.touchId, decision, { interactionId: 'IN-1-1' });
  const own = checked(elsewhere, ids.touchId, decision, { interactionId: 'IN-2-2' });

  expect([late, own].map(({ touches }) => touches[0]?.state)).toEqual(['checking', 'sending']);
  expect(kindsOf(late).at(-1)).toBe('touch-checked');
}); // prettier-ignore

test('a schedule made anew begins at slot 1, and what was sent under the old one is not its next slot', () => {
  const sentBefore = aTouch({
    _id: 'TO-5-5',
    slot: 5,
    plannedAt: hours(-7 * 24),
    dueAt: hours(-7 * 24),
    state: 'sent',
  });

  const after = refuse(aSituation({ touches: [checking(), sentBefore] }), [aReason()], hours(3));

  expect(after.touches[0]).toMatchObject({ state: 'rescheduled' });
});
