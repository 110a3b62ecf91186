import { createHash, createVerify, generateKeyPairSync } from 'node:crypto';
import { aContact, aCreditor } from '../customers/customer.builders.ts';
import { filesOfMail } from '../testing/files-of-mail.ts';
import { composeMail } from './compose-mail.ts';
import type { Message } from './provider.ts';

const { sender } = aCreditor();
const message = (over: Partial<Message> = {}): Message => ({
  key: 'CR-1-A.IN-1-A',
  at: new Date('2026-12-01T15:00:00Z'),
  contact: aContact(),
  sender,
  personName: 'Ada O’Neil',
  rendered: { subjectLine: 'Your account', text: 'Hello', html: null },
  isAutodialed: false,
  ...over,
});
const headersOf = (mail: Buffer): string[] =>
  (mail.toString('utf8').split('\r\n\r\n')[0] ?? '').replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
const namesOf = (mail: Buffer): string[] => headersOf(mail).map((line) => line.split(':')[0] ?? '');

const usual = await composeMail(message(), []);

test.each(['\r\n', '\n', '\r', '\u0085', '\u2028', '\r\n ', '\0', '\v', '=0D=0A', '=?utf-8?Q?=0D=0A?='])(
  'no name and no subject begins a header with %j',
  async (ending) => {
    const evil = `x${ending}Bcc: eve@evil.example${ending}${ending}<script>`;
    const mail = await composeMail(
      message({
        personName: evil,
        sender: { ...sender, companyName: evil },
        rendered: { subjectLine: evil, text: 'Hello', html: null },
        mailHeaders: { 'List-Unsubscribe': evil },
      }),
      [],
    );

    expect(namesOf(mail).toSorted()).toEqual([...namesOf(usual), 'List-Unsubscribe'].toSorted());
    expect(mail.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
  },
);

test.each([
  'ada@example.com\r\nBcc: eve@evil.example', 'ada@example.com, eve@evil.example', 'Ada <ada@example.com>', '<eve@evil.example>',
  'ada@example.com>', 'ada example.com', '"a b"@example.com', 'a@b@c.example', '', `${'a'.repeat(250)}@b.example`, 'eve@evil.example (x)',
])('%j is no address of a person or a sender', async (address) => {
  const invalid = expect.objectContaining({ code: 'mail-address-invalid' }) as Error;
  await expect(composeMail(message({ contact: aContact({ value: address }) }), [])).rejects.toEqual(invalid);
  await expect(composeMail(message({ sender: { ...sender, email: address } }), [])).rejects.toEqual(invalid);
}); // prettier-ignore

test.each([
  ['a.pdf', 'a.pdf'],
  ['../../etc/passwd', 'etcpasswd'],
  ['C:\\evil.exe', 'C:evil.exe'],
  ['x\r\nBcc: eve@evil.example\r\n\r\n.pdf', 'x Bcc: eve@evil.example .pdf'],
  ['bill\u202Efdp.exe', 'billfdp.exe'],
  ['..', 'attachment'],
  ['', 'attachment'],
])('the file %j is called %j, and begins no header', async (name, called) => {
  const bytes = Buffer.from('\r\n.\r\nQUIT\r\n');
  const mail = await composeMail(message({ attachments: [{ name, contentType: 'application/pdf', bytes }] }), []);

  const [file, ...others] = filesOfMail(mail);
  expect([file?.name, file?.contentType, file?.bytes, others]).toEqual([called, 'application/pdf', bytes, []]);
  expect(namesOf(mail).toSorted()).toEqual(namesOf(usual).filter((each) => each !== 'Content-Transfer-Encoding').toSorted());
  expect(mail.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
}); // prettier-ignore

test.each(['message/rfc822', 'multipart/mixed', 'Multipart/alternative'])(
  'a file said to be %s is bytes',
  async (type) => {
    const bytes = Buffer.from('Subject: x\r\n\r\n--b\r\nhello');
    const mail = await composeMail(message({ attachments: [{ name: 'a.eml', contentType: type, bytes }] }), []);

    expect(filesOfMail(mail)).toEqual([{ name: 'a.eml', contentType: 'application/octet-stream', bytes }]);
  },
);

test('however long the key of a message is, its boundaries are as long as they may be', async () => {
  const rendered = { subjectLine: 'x', text: 'x', html: '<p>x</p>' };
  const mail = await composeMail(message({ key: `CR-${'A'.repeat(40)}.IN-${'B'.repeat(40)}`, rendered }), []);

  const [, boundary = ''] = /boundary="([^"]*)"/.exec(mail.toString('latin1')) ?? [];
  expect(boundary.length).toBeGreaterThan(20);
  expect(boundary.length).toBeLessThanOrEqual(70);
});

test('what people are called and written in arrives as it was', async () => {
  const subjectLine = 'Ihre Rückzahlung 😀 مرحبا';
  const mail = await composeMail(message({ rendered: { subjectLine, text: '😀 مرحبا\n.\n', html: null } }), []);
  const [, encoded = ''] =
    /^Subject: (.*)$/.exec(headersOf(mail).find((line) => line.startsWith('Subject')) ?? '') ?? [];
  const decoded = encoded
    .replaceAll(/\?= =\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?(Q|B)\?([^?]*)\?=/gi, (_all, by: string, text: string) =>
      by.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString('latin1') : text.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/g, (_hex, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    ); // prettier-ignore

  expect(Buffer.from(decoded, 'latin1').toString('utf8')).toBe(subjectLine);
  expect(mail.length).toBeLessThan(2_000);
});

test('a message is signed for its sender’s domain, and for no other', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const keys = ['other.example', 'demo.example'].map((domain) => ({ domain, selector: 's1', privateKey: pem }));

  const link = `https://pay.example/unsubscribe/${'a'.repeat(150)}`;
  const mailHeaders = { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  const from = { ...sender, email: 'help@mail.demo.example' };
  const signed = await composeMail(message({ sender: from, mailHeaders }), keys);
  const [signature = '', ...others] = headersOf(signed);
  const fields: Record<string, string | undefined> = Object.fromEntries([...signature.matchAll(/([a-z]+)=([^;]*)(?:;|$)/g)].map(([, name, value]) => [name, value?.replaceAll(/\s/g, '')])); // prettier-ignore
  const body = signed.subarray(signed.indexOf('\r\n\r\n') + 4);

  expect(others).toEqual(expect.arrayContaining([`List-Unsubscribe: <${link}>`, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'])); // prettier-ignore
  expect((fields['h'] ?? '').toLowerCase().split(':')).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post'])); // prettier-ignore
  expect(fields).toMatchObject({ d: 'demo.example', s: 's1', a: 'rsa-sha256' });
  expect(createHash('sha256').update(`${body.toString('utf8').replace(/(\r\n)*$/, '')}\r\n`).digest('base64')).toBe(fields['bh']); // prettier-ignore
  const canonical = (line: string): string => line.replace(/^([^:]+):\s*(.*)$/, (_all, name: string, value: string) => `${name.toLowerCase()}:${value.replaceAll(/\s+/g, ' ').trim()}`); // prettier-ignore
  const over = (fields['h'] ?? '').split(':').flatMap((name) => others.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)).map(canonical)); // prettier-ignore
  const bare = canonical(signature.replace(/ b=.*$/s, ' b='));
  expect(createVerify('sha256').update([...over, bare].join('\r\n')).verify(publicKey, fields['b'] ?? '', 'base64')).toBe(true); // prettier-ignore

  const foreign = await composeMail(message({ sender: { ...sender, email: 'help@notdemo.example' } }), keys);
  expect(namesOf(foreign)).toEqual(namesOf(usual));
});
