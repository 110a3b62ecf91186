import { CallbackEvent, reportOf } from '../callbacks/callback-event.ts';
import { blankInteraction, type Interaction } from './interaction.ts';
import { accepted, reported } from './outcome.ts';

const now = new Date('2026-12-01T15:00:00Z');
const key = 'CR-1-A.IN-1-A';
type Type = CallbackEvent['type'];

const taken = (channel: 'email' | 'text' | 'mail' | 'voice'): Interaction =>
  accepted(
    {
      ...blankInteraction('IN-1-A', 'CR-1-A', now),
      customerId: 'BO-1-A',
      direction: 'outbound',
      channel,
      theme: 'opsCollDebt',
      subject: 'loanOverdueFirstNotice',
      status: 'scheduled',
      handOver: 'dispatching',
    },
    null,
    now,
  );
const after = (interaction: Interaction, ...types: Type[]): Interaction =>
  types.reduce((row, type) => {
    const report = reportOf(row.channel, { key, type });
    return report ? reported(row, report, now) : row;
  }, interaction);
const stateOf = ({ status, statusDetails }: Interaction) => [status, statusDetails];

/** Section 7.3, line by line. */
test.each([
  ['email', 'message.sent', 'attempted', 'emailSent'],
  ['email', 'message.delivered', 'succeeded', 'emailDelivered'],
  ['email', 'message.opened', 'succeeded', 'emailOpened'],
  ['email', 'message.deferred', 'attempted', 'emailSent'],
  ['email', 'message.bounced', 'failed', 'emailBounced'],
  ['email', 'message.dropped', 'failed', 'emailDropped'],
  ['email', 'message.complained', 'attempted', 'emailReportedAsSpam'],
  ['text', 'message.sent', 'attempted', null],
  ['text', 'message.delivered', 'succeeded', null],
  ['text', 'message.undelivered', 'failed', 'invalidContact'],
  ['mail', 'letter.created', 'attempted', null],
  ['mail', 'letter.mailed', 'attempted', 'mailSent'],
  ['mail', 'letter.returned', 'failed', 'mailReturnedToSender'],
  ['mail', 'letter.deleted', 'failed', 'mailDeleted'], // canceled, as 7.3 says, only while it is scheduled (section 7)
] as const)('%s: %s makes it %s, %s', (channel, type, status, statusDetails) => {
  expect(stateOf(after(taken(channel), type))).toEqual([status, statusDetails]);
});

test('a letter that is deleted before it was taken is called off', () => {
  const planned: Interaction = { ...taken('mail'), status: 'scheduled', handOver: 'waiting' };

  expect(stateOf(after(planned, 'letter.deleted'))).toEqual(['canceled', 'mailDeleted']);
});

const ofEmail: readonly Type[] = ['message.sent', 'message.delivered', 'message.opened', 'message.deferred'];
const orders = (types: readonly Type[]): Type[][] =>
  types.length === 0
    ? [[]]
    : types.flatMap((type, i) => orders([...types.slice(0, i), ...types.slice(i + 1)]).map((rest) => [type, ...rest]));

test('in whatever order they come, and however often, reports end in the one that says most', () => {
  for (const order of orders(ofEmail))
    expect(stateOf(after(taken('email'), ...order, ...order))).toEqual(['succeeded', 'emailOpened']);
});

test.each([
  ['message.bounced', 'failed', 'emailBounced'],
  ['message.dropped', 'failed', 'emailDropped'],
  ['message.complained', 'attempted', 'emailReportedAsSpam'],
] as const)('%s counts wherever it comes among the others', (bad, status, statusDetails) => {
  for (const order of orders([...ofEmail, bad]))
    expect(stateOf(after(taken('email'), ...order))).toEqual([status, statusDetails]);
});

test('what one channel says about another’s message says nothing', () => {
  for (const channel of ['email', 'text', 'mail', 'voice'] as const) {
    const own = { email: 'message.', text: 'message.', mail: 'letter.', voice: 'call.' }[channel];
    for (const type of CallbackEvent.shape.type.options.filter((each) => !each.startsWith(own)))
      expect(after(taken(channel), type)).toEqual(taken(channel));
  }
});
