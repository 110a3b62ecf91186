import type { CommunicatorDeps } from '../config.ts';
import { deliveryOf } from '../providers/delivery.ts';
import { needsLink, unsubscribeHeaders } from './unsubscribe-link.ts';
import { withLink } from './with-link.ts';

const link = 'https://pay.example/unsubscribe/a.b';

test('a message of text alone has the link in its words, and no page for it', () => {
  const words = { subjectLine: 'Your account', text: 'Hello\n', html: null };

  expect(withLink(words, link, 'en')).toEqual({ ...words, text: `Hello\n\nStop emails to this address: ${link}\n` });
});

test('a page has the link at its end, in the language of the message', () => {
  const { html } = withLink({ subjectLine: null, text: '', html: '<body><p>Hola</p></body></html>' }, link, 'es');

  expect(html).toBe(`<body><p>Hola</p><p><a href="${link}">No recibir más correos en esta dirección</a></p>\n</body></html>`); // prettier-ignore
});

test('what lets somebody prove who they are has no link, nor has what is no email', () => {
  expect(needsLink({ theme: 'opsAccountCredentials' }, 'email')).toBe(false);
  expect(needsLink({ theme: 'opsCollDebt' }, 'text')).toBe(false);
  expect(needsLink({ theme: 'opsServicing' }, 'email')).toBe(true);
});

test('one click is offered where the link is encrypted alone', () => {
  expect(Object.keys(unsubscribeHeaders(link))).toEqual(['List-Unsubscribe', 'List-Unsubscribe-Post']);
  expect(Object.keys(unsubscribeHeaders('http://127.0.0.1:1/unsubscribe/a.b'))).toEqual(['List-Unsubscribe']);
});

test.each([undefined, 'http://pay.example'])('no email goes to real people with links to %s', async (PUBLIC_URL) => {
  const deps = { config: { SANDBOX: false, PUBLIC_URL } } as unknown as CommunicatorDeps;

  await expect(deliveryOf(deps)).rejects.toThrow('PUBLIC_URL: needed, with https');
});
