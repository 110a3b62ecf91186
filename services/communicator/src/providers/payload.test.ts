import { aCreditor, aPhone, anAddress } from '../customers/customer.builders.ts';
import { defaultPayloads, namesIn, Payload, payloadOf } from './payload.ts';
import { ProvidersText } from './provider-config.ts';
import type { Message } from './provider.ts';

const hostile = '"}],"to":"+19995550100\r\nX-Evil: 1\u2028\u202Eabc 😀 \uFFFD&to=x';
const message: Message = {
  key: 'CR-1-A.IN-1-A',
  at: new Date('2026-12-01T15:00:00Z'),
  contact: aPhone(),
  sender: aCreditor().sender,
  personName: hostile,
  rendered: { subjectLine: null, text: hostile, html: null },
  isAutodialed: false,
};
const one = { name: 'textline', channel: 'text', url: 'https://sms.example/v1', secrets: ['a secret of sixteen'] };
const said = (payload: Payload, over: Partial<Message> = {}) =>
  JSON.parse(payloadOf('text', payload, 'json', { ...message, ...over }).toString('utf8')) as unknown;

test('a payload has the shape it was given, and a name that stands alone keeps its kind', () => {
  const payload = {
    messages: [{ destinations: [{ to: '{{to}}' }], text: '{{ text }}', sender: 'from {{fromName}}' }],
    flags: ['{{isAutodialed}}', 7, null],
    lines: '{{toLines}}',
  };

  expect(said(payload, { contact: anAddress(), personName: 'Ada' })).toEqual({
    messages: [{ destinations: [{ to: '' }], text: hostile, sender: 'from Demo Collections LLC' }],
    flags: [false, 7, null],
    lines: ['Ada', '1 Main St', 'Phoenix, AZ 85001'],
  });
});

test('whatever a message says is a value, in JSON and in a form', () => {
  const form = payloadOf(
    'text',
    { Body: '{{text}}', To: '{{to}}', Of: '{{toLines}}', None: '{{html}}' },
    'form',
    message,
  );

  expect(said(defaultPayloads.text)).toEqual({ key: message.key, from: '+18885550134', to: '+16025550147', body: hostile }); // prettier-ignore
  const fields = new URLSearchParams(form.toString('utf8'));
  expect([...fields.keys()]).toEqual(['Body', 'To', 'Of', 'None']);
  expect([fields.get('Body'), fields.get('Of'), fields.get('None')]).toEqual([hostile, hostile, '']);
});

test('the pages of a letter stand in it in base64, and only a letter has any', () => {
  const pages = payloadOf('mail', { file: '{{pdf}}' }, 'json', { ...message, letter: Buffer.from('%PDF-') });

  expect(JSON.parse(pages.toString('utf8'))).toEqual({ file: Buffer.from('%PDF-').toString('base64') });
  expect(namesIn(defaultPayloads.mail)).toContain('pdf');
  const asText = { ...one, payload: { file: ['{{ pdf }}'] } };
  expect(ProvidersText.safeParse(JSON.stringify([asText])).success).toBe(false);
  expect(ProvidersText.safeParse(JSON.stringify([{ ...asText, channel: 'mail' }])).success).toBe(true);
});

test('a name that stands for nothing is a fault of the configuration, wherever it stands', () => {
  expect(Payload.safeParse({ a: [{ b: 'to {{two}}' }] }).error?.issues[0]?.message).toBe('{{two}} is no value of a message'); // prettier-ignore
  expect(Payload.safeParse('{{to}}').success).toBe(false);
});

test.each([
  ['no JSON', '{'],
  ['no list', '{}'],
  ['two of one name', JSON.stringify([one, one])],
  ['the sandbox’s name', JSON.stringify([{ ...one, name: 'sandbox' }])],
  ['no secret', JSON.stringify([{ ...one, secrets: [] }])],
  ['an address of files', JSON.stringify([{ ...one, url: 'file:///etc/passwd' }])],
  ['a header with a line break', JSON.stringify([{ ...one, headers: { authorization: 'a\r\nb: c' } }])],
  ['a header that is ours', JSON.stringify([{ ...one, headers: { 'webhook-id': 'x' } }])],
  ['a list as a form', JSON.stringify([{ ...one, format: 'form', payload: [] }])],
  ['a key that is none', JSON.stringify([{ ...one, channel: 'email', url: 'smtp://mx.example', dkim: [{ domain: 'a.example', selector: 's', privateKey: 'x' }] }])],
  ['something unknown', JSON.stringify([{ ...one, password: 'x' }])],
])('providers with %s are refused at the start', (_name, text) => {
  expect(ProvidersText.safeParse(text).success).toBe(false);
}); // prettier-ignore

test('a provider needs a name, a channel, an address and a secret', () => {
  expect(ProvidersText.parse(JSON.stringify([one]))).toMatchObject([{ ...one, format: 'json', answer: { id: 'id' } }]);
});
