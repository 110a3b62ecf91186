import { interactionOfTouch } from './interaction.ts';
import { accepted, canceled, lost, notStarted, reported, type Report } from './outcome.ts';

const now = new Date('2026-12-01T15:00:00Z');
const touch = {
  creditorId: 'CR-1-A', customerId: 'BO-1-A', documentId: 'DO-1-A', debtId: 'LN-1-A', campaignId: 'RC-1-A', touchId: 'TO-1-A',
  slot: 1, channel: 'email' as const, dueAt: now.toISOString(), attempt: 1, theme: 'opsCollDebt' as const,
  subject: 'loanOverdueFirstNotice', toneVariant: 'neutral' as const,
}; // prettier-ignore
const waiting = interactionOfTouch('IN-1-A', touch, now);
const sent = accepted({ ...waiting, handOver: 'dispatching' }, 'x', now);
const email = (statusDetails: Report['statusDetails'], status: Report['status']): Report => ({
  status,
  statusDetails,
  agentOutcome: null,
});
const opened = email('emailOpened', 'succeeded');
const delivered = email('emailDelivered', 'succeeded');
const bounced = email('emailBounced', 'failed');
const spam = email('emailReportedAsSpam', 'attempted');

test('a late or repeated report never takes a message back', () => {
  const read = reported(sent, opened, now);

  expect(read).toMatchObject({ status: 'succeeded', statusDetails: 'emailOpened' });
  expect(reported(read, delivered, now)).toBe(read);
  expect(reported(read, email('emailSent', 'attempted'), now)).toBe(read);
  expect(reported(read, opened, now)).toBe(read);
});

test('bounce and spam count however late, and a bounce is final', () => {
  const read = reported(sent, opened, now);
  const complained = reported(read, spam, now);
  const failed = reported(read, bounced, now);

  expect(complained).toMatchObject({ status: 'attempted', statusDetails: 'emailReportedAsSpam' });
  expect(reported(complained, delivered, now)).toBe(complained);
  expect(failed).toMatchObject({ status: 'failed', statusDetails: 'emailBounced' });
  expect(reported(failed, opened, now)).toBe(failed);
});

test('a callback faster than the answer keeps what it said', () => {
  const early = reported({ ...waiting, handOver: 'dispatching' }, delivered, now);

  expect(accepted(early, 'x', now)).toMatchObject({
    status: 'succeeded',
    statusDetails: 'emailDelivered',
    handOver: 'accepted',
  });
});

test('what is told delivered was attempted on the way there, for section 7 knows no shorter one', () => {
  const late = reported(waiting, delivered, now);

  expect(late).toMatchObject({ status: 'succeeded', statusDetails: 'emailDelivered', version: waiting.version + 2 });
});

test('a call is in progress until its outcome is told', () => {
  const call = accepted({ ...waiting, channel: 'voice', handOver: 'dispatching' }, 'x', now);
  const spoke: Report = {
    status: 'attempted',
    statusDetails: 'voiceConnected',
    agentOutcome: 'voiceSpokeWithFirstParty',
  };

  expect(call.status).toBe('inProgress');
  expect(reported(call, spoke, now)).toMatchObject(spoke);
  expect(reported(reported(call, spoke, now), { ...spoke, agentOutcome: null }, now).agentOutcome).toBe(
    'voiceSpokeWithFirstParty',
  );
});

test('a technical failure waits again three times, then it has failed', () => {
  const third = [1, 2, 3].reduce((interaction) => notStarted(interaction, 'provider down', now), waiting);

  expect(third).toMatchObject({ status: 'scheduled', handOver: 'waiting', failures: 3 });
  expect(notStarted(third, 'provider down', now)).toMatchObject({ status: 'failed', handOver: 'not-started' });
});

test('only what is waiting can be called off, and only what is under way can be lost', () => {
  expect(canceled(waiting, 'Paid.', now)).toMatchObject({ status: 'canceled', failureDescriptionShort: 'Paid.' });
  expect(canceled(sent, 'Paid.', now)).toBe(sent);
  expect(canceled({ ...waiting, handOver: 'dispatching' }, 'Paid.', now)).toMatchObject({ status: 'scheduled' });
  expect(lost({ ...waiting, handOver: 'dispatching' }, now)).toMatchObject({ handOver: 'unknown' });
  expect(lost(sent, now)).toBe(sent);
});
