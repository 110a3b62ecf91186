import { failureOf } from '../ask.ts';
import { toInstant } from '../explorer/to-instant.ts';
import { diffLines, inOrder } from '../rules/diff.ts';
import { inWords } from '../words.ts';
import { eventsOf } from './events-of.ts';
import { told } from './time.ts';

test.each([
  [
    'a problem',
    403,
    '{"code":"second-person-needed","detail":"Another person has to confirm."}',
    'Another person has to confirm.',
  ],
  ['recover’s', 404, '{"code":101,"msg":"Customer does not exist.","errorInfo":null}', 'Customer does not exist.'],
  ['an envelope', 422, '{"status":422,"errors":[{"detail":"No such contact."}]}', 'No such contact.'],
  ['a campaign’s', 400, '{"error":"cadence is too long","code":400}', 'cadence is too long'],
  [
    'a fault with its place',
    400,
    '{"code":"request-invalid","detail":"Wrong.","faults":[{"path":"reason","message":"is missing"}]}',
    'Wrong. reason: is missing',
  ],
  ['no JSON at all', 502, '<html>', 'The platform answered 502.'],
])('%s is told in its words, with what to do next', (_what, status, text, words) => {
  const failure = failureOf(status, text);

  expect(failure.message).toBe(words);
  expect(failure.next).not.toBe('');
});

test('events are taken whole, comments and halves of them are not', () => {
  const { events, rest } = eventsOf(': ping\n\nid: 7\nevent: rcm.touch_sent\ndata: {"a":\ndata: 1}\n\nid: 8\ndata: {');

  expect(events).toEqual([{ id: '7', data: '{"a":\n1}' }]);
  expect(rest).toBe('id: 8\ndata: {');
});

test('a time is told by the customer’s clock', () => {
  expect(told('2026-12-01T05:30:00.000Z', 'America/Chicago')).toBe('2026-11-30 23:30 CST');
  expect(told('2026-07-01T05:30:00.000Z', 'UTC')).toBe('2026-07-01 05:30 UTC');
  expect(told('2026-12-01', 'America/Chicago')).toBe('2026-12-01');
});

test.each([
  ['in winter', '2026-12-01T09:30', '2026-12-01T15:30:00.000Z'],
  ['in summer', '2026-07-01T09:30', '2026-07-01T14:30:00.000Z'],
  ['on the day the clocks go on', '2026-03-08T12:00', '2026-03-08T17:00:00.000Z'],
  ['just after midnight', '2026-12-01T00:05', '2026-12-01T06:05:00.000Z'],
])('a moment %s is that of the customer’s clock', (_when, moment, instant) => {
  expect(toInstant(moment, 'America/Chicago')).toBe(instant);
});

test('two versions differ in what they say, not in how they were written', () => {
  expect(inOrder({ b: 1, a: [{ d: 1, c: 2 }] })).toBe(inOrder({ a: [{ c: 2, d: 1 }], b: 1 }));
  expect(diffLines('a\nb\nc', 'a\nx\nc')).toEqual([
    { kind: 'same', text: 'a' },
    { kind: 'removed', text: 'b' },
    { kind: 'added', text: 'x' },
    { kind: 'same', text: 'c' },
  ]);
});

test('codes become words', () => {
  expect(inWords('blockedByComplianceGuard')).toBe('Blocked by compliance guard');
  expect(inWords('all_channels_opted_out')).toBe('All channels opted out');
});
