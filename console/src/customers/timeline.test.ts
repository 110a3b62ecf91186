import type { Decision, Hold, Interaction, Reason } from './customer.types.ts';
import { timelineOf } from './timeline.ts';

const reason: Reason = {
  ruleId: 'reg-f-hours', reasonCode: 'quietHours', category: 'timeOfDay', message: 'Too early.', nextAllowedAt: null,
}; // prettier-ignore
const told: Decision['blocking'][number] = {
  ...reason,
  ruleVersion: 1,
  scope: { loanIds: [], contactId: null },
  evidence: {},
  name: 'Quiet hours',
  citations: [{ authority: 'FDCPA', reference: '15 U.S.C. 1692c(a)(1)' }],
};

/** What the timeline reads of a contact. */
const contact = (over: Partial<Interaction>): Interaction => ({
  id: 'IN-1-A', contactId: 'CT-1-A', channel: 'email', direction: 'outbound', theme: 'opsCollDebt', subject: null,
  status: 'succeeded', statusDetails: 'emailDelivered', startedAt: '2026-12-01T15:00:00Z', createdAt: '2026-12-01T15:00:00Z',
  campaignId: null, permitId: null, origin: 'platform', blocking: [], nextAllowedAt: null, ...over,
}) as Interaction; // prettier-ignore
const refused = contact({ id: 'IN-1-B', status: 'failed', blocking: [reason], startedAt: '2026-12-02T05:00:00Z' });
const decision = (over: Partial<Decision>): Decision => ({
  decisionId: 'DC-1-A', kind: 'permit', at: '2026-12-02T05:00:00Z', allowed: false, channel: 'email', theme: 'opsCollDebt',
  contactId: 'CT-1-A', interactionId: 'IN-1-B', permitId: null, requestedBy: 'communicator', blocking: [told],
  nextAllowedAt: null, rulesetVersion: '1', timeZones: [], ...over,
}); // prettier-ignore
const nothing = { interactions: [], decisions: [], holds: [], log: [] };

test('a contact that was not made is told once, with its rule and where that stands in the law', () => {
  const items = timelineOf({ ...nothing, interactions: [contact({}), refused], decisions: [decision({})] });

  expect(items).toMatchObject([
    { id: 'IN-1-B', kind: 'refused', title: 'Email not made', reasons: [told], decisionId: 'DC-1-A' },
    { id: 'IN-1-A', kind: 'made', title: 'Email made', reasons: [] },
  ]);
});

test('one that was refused at the moment of hand-over is told by its permit’s decision', () => {
  const late = { ...refused, permitId: 'PE-1-A' };
  const items = timelineOf({
    ...nothing,
    interactions: [late],
    decisions: [decision({ kind: 'hand-over', interactionId: null, permitId: 'PE-1-A' })],
  });

  expect(items).toMatchObject([{ id: 'IN-1-B', reasons: [told] }]);
});

test('a contact that failed for another reason is no refusal', () => {
  const bounced = contact({ status: 'failed', statusDetails: 'emailBounced' });

  expect(timelineOf({ ...nothing, interactions: [bounced] })).toMatchObject([{ kind: 'made', title: 'Email failed' }]);
});

test('without the right to read decisions the contact still names its rules', () => {
  expect(timelineOf({ ...nothing, interactions: [refused] })).toMatchObject([{ kind: 'refused', reasons: [reason] }]);
});

test('a refusal whose contact is not known is not lost, and leave that was given is not told twice', () => {
  const unknown = decision({ interactionId: 'IN-9-Z' });
  const given = decision({ decisionId: 'DC-1-B', allowed: true, interactionId: 'IN-1-A' });

  const items = timelineOf({ ...nothing, interactions: [contact({})], decisions: [unknown, given] });

  expect(items.map(({ id }) => id)).toEqual(['DC-1-A', 'IN-1-A']);
});

test('a hold that was lifted is two things that happened', () => {
  const hold: Partial<Hold> = {
    holdId: 'HO-1-A', reason: 'cease', channels: [], themes: 'all', contactIds: [], debtIds: [], endsAt: null,
    placedAt: '2026-12-01T10:00:00Z', liftedAt: '2026-12-03T10:00:00Z', source: { service: 'agency', key: '1', version: 1 },
    recordedBy: { kind: 'account', id: 'AC-1-A' }, liftAskedBy: null, liftedBy: { kind: 'account', id: 'AC-1-B' },
  }; // prettier-ignore

  expect(timelineOf({ ...nothing, holds: [hold as Hold] }).map(({ title }) => title)).toEqual([
    'Hold lifted: Cease and desist',
    'Hold placed: Cease and desist',
  ]);
});
