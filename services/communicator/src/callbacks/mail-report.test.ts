import { bounceAddressOf, keyInAddress } from './bounce-address.ts';
import { readMailReport } from './mail-report.ts';

const key = 'CR-01JD0000AA-ABCDEFGHJKMNPQRS.IN-01JD0000BB-0123456789ABCDEF';
const verp = bounceAddressOf('bounces@mail.example', key);

const report = (type: string, parts: readonly string[], headers = '', boundary = 'b=_1'): Buffer =>
  Buffer.from(
    [
      'Return-Path: <>',
      'From: MAILER-DAEMON@mx.example',
      ...(headers ? [headers] : []),
      `Content-Type: multipart/report; report-type=${type};\r\n\tboundary="${boundary}"`,
      '',
      'This is a MIME-encapsulated message.',
      ...parts.map((part) => `--${boundary}\r\n${part}`),
      `--${boundary}--`,
      'an epilogue nobody reads',
    ].join('\r\n'),
  );
const words = 'Content-Type: text/plain\r\n\r\nI’m afraid I wasn’t able to deliver your message.\r\n';
const status = (recipient: string, envelope = 'Reporting-MTA: dns; mx.example', type = 'message/delivery-status') =>
  `Content-Type: ${type}\r\n\r\n${envelope}\r\n\r\n${recipient}\r\n`;
const failed = (code: string) => `Final-Recipient: rfc822; ada@example.com\r\nAction: failed\r\nStatus: ${code}`;
const original = `Content-Type: text/rfc822-headers\r\n\r\nSubject: Your account\r\nMessage-ID: <${key}@demo.example>\r\n`;
const dsn = (recipient: string) => report('delivery-status', [words, status(recipient), original]);

test.each([
  ['5.1.1', { type: 'message.bounced', bounce: 'hard' }],
  ['5.1.10', { type: 'message.bounced', bounce: 'hard' }],
  ['5.2.1', { type: 'message.bounced', bounce: 'hard' }],
  ['5.2.2 (mailbox full)', { type: 'message.bounced', bounce: 'soft' }],
  ['5.7.1', { type: 'message.bounced', bounce: 'soft' }],
  ['5.0.0', { type: 'message.bounced', bounce: 'soft' }],
  ['4.4.7', { type: 'message.bounced', bounce: 'soft' }],
])('a failed delivery with status %s is %j', (code, told) => {
  expect(readMailReport(dsn(failed(code)))).toEqual({ key, ...told });
});

test.each([
  ['delayed', 'Action: delayed\r\nStatus: 4.4.1', { key, type: 'message.deferred' }],
  ['delivered', 'Action: Delivered\r\nStatus: 2.0.0', { key, type: 'message.delivered' }],
  ['relayed', 'Action: relayed\r\nStatus: 2.0.0', undefined],
  ['failed without a status', 'Action: failed', undefined],
  ['failed with a status that is none', 'Action: failed\r\nStatus: 511', undefined],
  ['delivered with a failure', 'Action: delivered\r\nStatus: 5.1.1', undefined],
])('a recipient that is %s', (_name, recipient, told) => {
  expect(readMailReport(dsn(recipient))).toEqual(told);
});

test('the message is known by its envelope id, by the address the report went to, or by its own id', () => {
  const told = { key, type: 'message.bounced', bounce: 'hard' };
  const bare = status(failed('5.1.1'));
  const byEnvelope = status(failed('5.1.1'), `Original-Envelope-Id: ${key}\r\nReporting-MTA: dns; mx.example`);

  expect(readMailReport(report('delivery-status', [words, byEnvelope]))).toEqual(told);
  expect(readMailReport(report('delivery-status', [words, bare], `To: <${verp.toLowerCase()}>`))).toEqual(told);
  expect(readMailReport(report('delivery-status', [words, bare, original.replace('text/rfc822-headers', 'message/rfc822')]))).toEqual(told); // prettier-ignore
  expect(keyInAddress(verp)).toBe(key);
  expect((verp.split('@')[0] ?? '').length).toBeLessThanOrEqual(64);
});

test('parts wrapped for their way are read as what they are', () => {
  const plain = `Reporting-MTA: dns; mx.example\r\n\r\n${failed('5.1.1')}\r\n`;
  const base64 = `Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(plain).toString('base64')}\r\n`;
  const quoted = `Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${plain.replace('failed', 'fail=\r\n=65d')}`;

  for (const part of [base64, quoted])
    expect(readMailReport(report('delivery-status', [words, part, original]))).toMatchObject({ bounce: 'hard' });
});

const feedback = (type: string, more = '') =>
  report('feedback-report', [
    words,
    `Content-Type: message/feedback-report\r\n\r\nFeedback-Type: ${type}\r\nUser-Agent: Provider/1.0\r\nVersion: 1\r\n${more}`,
    original,
  ]);

test.each(['abuse', 'Fraud', 'opt-out'])('a feedback report of %s is a complaint', (type) => {
  expect(readMailReport(feedback(type))).toEqual({ key, type: 'message.complained' });
});

test.each(['not-spam', 'auth-failure', 'virus', 'other', ''])('a feedback report of %j changes nothing', (type) => {
  expect(readMailReport(feedback(type))).toBeUndefined();
});

test.each([
  ['an automatic answer', Buffer.from(`To: ${verp}\r\nSubject: Out of office\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n`)],
  ['a report quoted in a mail', Buffer.concat([Buffer.from('Content-Type: text/plain\r\n\r\n'), dsn(failed('5.1.1'))])],
  ['a report that says it is of another kind', report('disposition-notification', [words, status(failed('5.1.1')), original])],
  ['a report without its status', report('delivery-status', [words, original])],
  ['a report about nobody’s message', report('delivery-status', [words, status(failed('5.1.1'))])],
  ['a report that names two messages', report('delivery-status', [words, status(failed('5.1.1')), original], `To: ${verp.replace('01JD0000BB', '01JD0000CC')}`)],
  ['a report about several recipients', dsn(`${failed('5.1.1')}\r\n\r\n${failed('2.0.0')}`)],
  ['nothing', Buffer.alloc(0)],
  ['bytes', Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x0a])],
])('%s is refused, not guessed at', (_name, bytes) => {
  expect(() => readMailReport(bytes)).toThrow(expect.objectContaining({ code: 'mail-report-unreadable' }));
}); // prettier-ignore

test('a report of a megabyte of boundaries is read in no time', () => {
  const many = report(
    'delivery-status',
    Array.from({ length: 20_000 }, () => words),
  );
  const from = process.cpuUsage();
  expect(() => readMailReport(many)).toThrow(expect.objectContaining({ code: 'mail-report-unreadable' }));
  expect(process.cpuUsage(from).user).toBeLessThan(1_000_000);
});
