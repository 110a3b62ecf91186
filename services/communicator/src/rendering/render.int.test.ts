import express from 'express';
import { newId } from '@fairdue/ids';
import type { Response } from 'supertest';
import { aContact, aPhone, anAddress } from '../customers/customer.builders.ts';
import { readPdf } from '../testing/read-pdf.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { codesOf, templateClient, type Body } from '../testing/template-client.ts';

/** Recover, who knows nobody besides those of whom events told. */
const nobody = express().use((_req, res) => {
  res.status(404).json({ code: 'customer-not-found' });
});

let c: Communicator;
const client = templateClient(() => c);
let about: { personId: string; loanId: string };
beforeAll(async () => {
  c = await startCommunicator([aContact(), aPhone(), anAddress()], {}, { recover: nobody });
  const { customerId, debtId } = await c.place({ customer: { name: { first: 'Marisol', last: 'Vega' } } });
  about = { personId: customerId, loanId: debtId };
}, 60_000);
afterAll(() => c.stop());

const ask = (path: string, body: object): Promise<Response> =>
  client.ask('post', path, { company: c.creditorId, body: { ...about, ...body } });
const errorsOf = ({ body }: Response): unknown => (body as { errors: unknown }).errors;

let subjects = 0;
async function own(channel: string, words: Record<string, string>): Promise<string> {
  const subject = `custom${++subjects}`;
  await client.live(c.creditorId, { subject, channel }, { contentTextTemplate: null, ...words });
  return subject;
}

test('a preview says what is missing, and with it what would be sent', async () => {
  const subject = await own('email', {
    subjectLineTemplate: 'We could not take your {{ paymentAmount }} payment',
    contentTextTemplate: 'Hi {{ person.name.firstName }}, loan {{ loan.displayId }}. Call {{ supportPhone }}.',
    contentHtmlTemplate: '<p>Hi {{ person.name.firstName }},</p><p>Call {{ supportPhone }}.</p>',
  });
  const context = { paymentAmount: '$212.40' };

  const without = await ask('/preview', { subject, channel: 'email', context });
  const whole = await ask('/preview', { subject, channel: 'email', context: { ...context, supportPhone: '<888>' } });

  expect([without.status, without.body]).toEqual([
    400,
    {
      status: 400,
      message: 'Context is incomplete',
      errors: [{ code: 'missingContextVariables', field: 'context', detail: 'supportPhone' }],
    },
  ]);
  expect([whole.status, whole.body]).toEqual([
    200,
    {
      subjectLine: 'We could not take your $212.40 payment',
      contentHtml: '<p>Hi Marisol,</p><p>Call &lt;888&gt;.</p>',
      contentText: 'Hi Marisol, loan T-100. Call <888>.',
    },
  ]);
  expect(await c.interactionsOf(about.personId)).toEqual([]);
  expect(c.guard.asks).toEqual([]);
});

test.each([
  ['text', { subjectLine: '', contentHtml: '', contentText: 'Words' }],
  ['mail', { subjectLine: '', contentHtml: '<p>Page</p>', contentText: 'Words' }],
  ['gui', { subjectLine: '', contentHtml: '<p>Page</p>', contentText: 'Words' }],
  ['chat', { subjectLine: '', contentHtml: '', contentText: 'Words' }],
])('a preview for %s has the parts that it uses', async (channel, parts) => {
  const subject = await own(channel, {
    subjectLineTemplate: 'Line',
    contentTextTemplate: 'Words',
    contentHtmlTemplate: '<p>Page</p>',
  });

  expect((await ask('/preview', { subject, channel })).body).toEqual(parts);
});

test('every template can be given as text and as HTML, whichever of the two it has', async () => {
  const words = await own('document', { contentTextTemplate: 'A < B\nC\n\nD' });
  const page = await own('document', { contentHtmlTemplate: '<p>A &lt; B<br>C</p><p>D</p>' });
  const given = (subject: string, fmt: string) => ask(`/render?fmt=${fmt}`, { subject, channel: 'document' });

  const [text, html, textOfPage, htmlOfPage] = await Promise.all([
    given(words, 'text'),
    given(words, 'html'),
    given(page, 'text'),
    given(page, 'html'),
  ]);

  expect([text.text, text.get('content-type')]).toEqual(['A < B\nC\n\nD', 'text/plain; charset=utf-8']);
  expect(html.get('content-type')).toBe('text/html; charset=utf-8');
  expect(html.text).toContain('<p>A &lt; B<br>C</p>\n<p>D</p>');
  expect(textOfPage.text).toBe('A < B\nC\n\nD');
  expect(htmlOfPage.text).toBe('<p>A &lt; B<br>C</p><p>D</p>');
  expect((await ask('/render', { subject: page, channel: 'document' })).text).toBe(htmlOfPage.text);
});

test('a letter as PDF has sender, date and address in its frame, once, and numbers its pages', async () => {
  const letter = await ask('/render?fmt=pdf', { subject: 'debtValidationNotice', channel: 'mail' }).then(bytesOf);
  const { pages, mediaBox, lines } = readPdf(letter);

  expect(mediaBox).toEqual([0, 0, 612, 792]);
  expect(pages).toBe(2);
  const text = lines.map((line) => line.text).join(' ');
  for (const part of ['Demo Collections LLC', 'Marisol Vega', '1 Main St', 'Phoenix, AZ 85001', 'December 1, 2026', '$1,234.56', 'Page 1 of 2', 'Page 2 of 2'])
    expect(text).toContain(part);
  expect(text.split('December 1, 2026')).toHaveLength(2);
  // What the window of a #10 envelope shows, in points from the top left: 2.5 to 3.2 inches down, from 0.9 to 4.4 across.
  const shown = lines.filter(({ page, y }) => page === 1 && y > 2.5 * 72 && y < 3.2 * 72);
  expect(shown.map((line) => line.text)).toEqual(['Marisol Vega', '1 Main St', 'Phoenix, AZ 85001']);
  expect(shown.every(({ x }) => x >= 0.9 * 72 && x < 4.4 * 72)).toBe(true);
}); // prettier-ignore

test('nothing that a page names is fetched or run', async () => {
  const subject = await own('mail', {
    contentHtmlTemplate:
      '<p>Text</p><img src="http://127.0.0.1:9/x.png" alt="Logo"><script>x</script><link rel="stylesheet" href="file:///etc/passwd"><object data="file:///etc/passwd">Fallback</object>',
  });

  const letter = await ask('/render?fmt=pdf', { subject, channel: 'mail' }).then(bytesOf);

  expect(readPdf(letter).lines.map(({ text }) => text).join(' ')).toContain('Text Logo');
  expect(letter.includes('/XObject <<\n>>') || !letter.includes('/Subtype /Image')).toBe(true);
}); // prettier-ignore

test('free content is cleaned and goes into the company’s branding, or as it is where there is none', async () => {
  const content = {
    subjectLine: 'Closed\r\nBcc: eve@example.com',
    contentHtml: '<p onclick="x()">Hi <b>you</b></p><script>x</script><a href="javascript:x()">a</a><img src=x>',
  };
  const clean = '<p>Hi <b>you</b></p><a>a</a>';

  const bare = await ask('/preview-free-form-email', content);
  await client.live(
    c.creditorId,
    { subject: 'freeForm', channel: 'email' },
    { subjectLineTemplate: '{{ subjectLine }}', contentHtmlTemplate: '<i>{{ contentHtml }}</i>', contentTextTemplate: null },
  );
  const inForm = await ask('/preview-free-form-email', content);
  await client.live(
    c.creditorId,
    { subject: 'freeFormBranded', channel: 'email' },
    {
      subjectLineTemplate: '{{ company.brandName }}: {{ subjectLine }}',
      contentHtmlTemplate: '<h1>{{ company.brandName }}</h1>{{ contentHtml }}<p>{{ contentPlain }}</p>',
      contentTextTemplate: '{{ contentPlain }} -- {{ company.brandName }}',
    },
  );
  const branded = await ask('/preview-free-form-email', { ...content, contentPlain: 'Hi <you>' });
  const plain = await ask('/preview-free-form-email', { contentPlain: 'A <b>\n\nB' });

  expect(bare.body).toEqual({ subjectLine: 'Closed Bcc: eve@example.com', contentHtml: clean, contentText: 'Hi you\n\na' });
  expect((inForm.body as Body)['contentHtml']).toBe(`<i>${clean}</i>`);
  expect(branded.body).toEqual({
    subjectLine: 'Demo Creditor: Closed Bcc: eve@example.com',
    contentHtml: `<h1>Demo Creditor</h1>${clean}<p>Hi &lt;you&gt;</p>`,
    contentText: 'Hi <you> -- Demo Creditor',
  });
  expect((plain.body as Body)['contentHtml']).toContain('<p>A &lt;b&gt;</p>\n<p>B</p>');
}); // prettier-ignore

test('what does not exist, may not be asked, or cannot be is refused in the family’s words', async () => {
  const subject = await own('email', { subjectLineTemplate: 'S', contentTextTemplate: 'T' });
  const email = { subject, channel: 'email' };

  const answers = await Promise.all([
    ask('/render', { subject: 'null', channel: 'email' }),
    ask('/render', { subject, channel: 'voice' }),
    ask('/render?fmt=docx', email),
    ask('/preview', { ...email, personId: newId('customer') }),
    ask('/preview', { ...email, loanId: newId('debt') }),
    ask('/render', { ...email, statementId: 'ST-2025-0007' }),
    ask('/preview', { subject: 'custom20', channel: 'email' }),
  ]);

  expect(answers.map((answer) => [answer.status, codesOf(answer)[0]])).toEqual([
    [400, 'invalidField'],
    [400, 'invalidEnum'],
    [400, 'invalidEnum'],
    [404, 'personNotFound'],
    [404, 'loanNotFound'],
    [404, 'statementNotFound'],
    [404, 'templateNotFound'],
  ]);
  for (const path of ['/render', '/preview', '/preview-free-form-email']) {
    const permissions = ['communicator.template:read'];
    const body = { ...about, ...email };
    expect((await client.ask('post', path, { company: c.creditorId, permissions, body })).status).toBe(403);
  }
});

test('a template that runs for seconds is refused, and others are answered all the while', async () => {
  const subject = await own('email', {
    subjectLineTemplate: 'S',
    contentTextTemplate: '{{ big|title|upper }}'.repeat(20_000),
  });
  const big = 'a b '.repeat(50_000);
  let isOver = false;
  const hostile = ask('/preview', { subject, channel: 'email', context: { big } }).finally(() => (isOver = true));
  let answered = 0;
  while (!isOver) {
    expect((await client.ask('get', '/subjects', { company: c.creditorId })).status).toBe(200);
    answered++;
  }

  const refused = await hostile;
  expect([refused.status, errorsOf(refused)]).toEqual([
    400,
    [{ code: 'templateFailed', detail: 'It took more than 2000 ms of processor time.' }],
  ]);
  expect(answered).toBeGreaterThan(5);
});

const bytesOf = ({ status, body, text }: Response): Buffer => {
  if (status !== 200) throw new Error(text);
  return body as Buffer;
};
