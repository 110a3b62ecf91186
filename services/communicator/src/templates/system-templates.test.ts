import { aCreditor, aCustomer, aDebt, anAddress, aPlan } from '../customers/customer.builders.ts';
import { pdfOfPage } from '../rendering/letter/pdf-of-page.ts';
import { readPdf } from '../testing/read-pdf.ts';
import { renderBuiltIn } from '../testing/render-built-in.ts';
import { noticeSubjects, validationSubjects } from './built-in/wording.ts';
import { compileParts } from './compile-parts.ts';
import { sourceFields } from './stored/version.ts';
import { systemTemplates, type SystemTemplate } from './system-templates.ts';
import { parseTemplate, variablesOf } from './template-syntax.ts';
import { writeWords } from './write-words.ts';

const about = {
  creditor: aCreditor(), customer: aCustomer(), contact: anAddress(), debt: aDebt(), plan: aPlan(), tone: 'neutral' as const,
  now: new Date('2026-11-25T15:00:00Z'),
}; // prettier-ignore
const asked = {
  paymentAmount: '$50.00', dueDate: 'December 15, 2026', settlementAmount: '$900.00', goodThrough: 'December 31, 2026',
  confirmationCode: '123456',
}; // prettier-ignore
const written = ({ subject, channel, language }: SystemTemplate, tone: 'empathetic' | 'neutral' | 'firm' = 'neutral') =>
  renderBuiltIn(subject, channel, { ...about, tone, customer: aCustomer({ language }) }, asked);
const of = (channel: string, subjects?: readonly string[]): SystemTemplate[] =>
  systemTemplates.filter((each) => each.channel === channel && (subjects?.includes(each.subject) ?? true));

const called = 'email mail text voice';
test.each([
  ...validationSubjects.map((subject) => [subject, called]),
  ...noticeSubjects.map((subject) => [subject, called]),
  ['planCopy', called],
  ['substantiationInstructions', called],
  ['planStarted', called],
  ['paymentSuccessful', called],
  ['paymentFailed', called],
  ['paymentDueDateReminder', called],
  ['settlementOffer', called],
  ['disputeOfDebtAcknowledgement', 'email mail text'],
  ['ceaseCommunicationAcknowledgement', 'email mail text'],
  ['ceaseCommunicationRefuseToPay', 'email mail text'],
  ['electronicConsentOptOut', 'email text'],
  ['confirmationCode', 'email text voice'],
])('%s is there in English and Spanish by %s', (subject, channels) => {
  for (const language of ['en', 'es']) {
    const ours = systemTemplates.filter((each) => each.subject === subject && each.language === language);
    expect(ours.map(({ channel }) => channel).toSorted().join(' ')).toBe(channels); // prettier-ignore
  }
});

const named = (template: SystemTemplate): string[] => [
  ...new Set(sourceFields.flatMap((field) => variablesOf(parseTemplate(template[field] ?? '')))),
];

/** A context that has these names and no other. */
function contextOf(names: readonly string[]): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  const put = (into: Record<string, unknown>, [head = '', ...rest]: readonly string[]): void => {
    const [key = '', list] = head.split('[]');
    if (rest.length === 0) into[key] ??= list === undefined ? 'x' : [];
    else if (list === undefined) put((into[key] ??= {}) as Record<string, unknown>, rest);
    else {
      if (!Array.isArray(into[key])) into[key] = [{}];
      put((into[key] as Record<string, unknown>[])[0] ?? {}, rest);
    }
  };
  for (const name of names) put(context, name.split('.'));
  return context;
}

test.each(systemTemplates)('$subject by $channel in $language needs what it declares, all of it, and no more', (each) => {
  const names = named(each);
  const parts = compileParts(each);

  expect(writeWords(parts, each.channel, contextOf(names)).text).not.toMatch(/undefined|\{\{/);
  for (const name of names.filter((other) => !names.some((more) => more.startsWith(`${other}[]`)))) {
    const without = contextOf(names.filter((other) => other !== name && !other.startsWith(`${name}.`)));
    expect(() => writeWords(parts, each.channel, without)).toThrow(/context/i);
  }
}); // prettier-ignore

test.each(of('email'))('the subject line of $subject in $language tells a reader over the shoulder of no debt', (each) => {
  const { subjectLine } = written(each);

  expect(subjectLine).not.toMatch(
    /debt|collect|owe|due|balance|overdue|payment|settle|dispute|\$|deuda|cobr|debe|saldo|vencid|pago|disputa/i,
  );
  const names = variablesOf(parseTemplate(each.subjectLineTemplate ?? ''));
  expect(names.filter((name) => !['loan.creditorName', 'loan.accountLast4'].includes(name))).toEqual([]);
}); // prettier-ignore

/** GSM 03.38 with its extension; anything else makes every character of a message two bytes long. */
const gsm = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/;
const segmentsOf = (text: string): number => {
  const [single, each] = gsm.test(text) ? [160, 153] : [70, 67];
  return text.length <= single ? 1 : Math.ceil(text.length / each);
};

const isNotice = ({ subject }: SystemTemplate): boolean => (validationSubjects as readonly string[]).includes(subject);

test.each(of('text').filter((each) => !isNotice(each)))('the text $subject in $language fits in ten segments', (each) => {
  for (const tone of ['empathetic', 'neutral', 'firm'] as const)
    expect(segmentsOf(written(each, tone).text)).toBeLessThanOrEqual(10);
}); // prettier-ignore

test.each(of('text').filter(isNotice))('the text $subject in $language says the whole notice in what carriers take', (each) => {
  expect(written(each).text.length).toBeLessThanOrEqual(1_600);
}); // prettier-ignore

test.each(noticeSubjects)('%s sounds otherwise in each of three tones, in every form and language', (subject) => {
  for (const each of systemTemplates.filter((other) => other.subject === subject)) {
    const texts = (['empathetic', 'neutral', 'firm'] as const).map((tone) => written(each, tone).text);
    expect(new Set(texts).size).toBe(3);
  }
});

test('nothing that a rule requires, and no receipt, is coloured by the tone of a campaign', () => {
  const others = systemTemplates.filter(({ subject }) => !(noticeSubjects as readonly string[]).includes(subject));

  expect(others.flatMap(named)).not.toContain('tone');
});

const threats =
  /sue|court|garnish|arrest|credit report|lawsuit|legal action|immediately|demanda|embarg|arrest|inmediat/i;
test('nothing built in threatens anybody', () => {
  for (const each of systemTemplates.filter(({ subject }) => subject !== 'debtValidationNoticePuertoRico'))
    expect(written(each).text).not.toMatch(threats);
});

const frame = {
  from: ['Demo Collections LLC', '100 Market St', 'Phoenix, AZ 85001'],
  to: ['Ada Lovelace', '1 Main St', 'Phoenix, AZ 85001'],
  date: 'November 25, 2026',
};

/** The longest of each kind: what stands around them is the same for all. */
const printed = ['debtValidationNoticeNYCYonkers', 'planCopy', 'settlementOffer', 'disputeOfDebtAcknowledgement'];
test.each(of('mail', printed))('the letter $subject in $language is US Letter, its address in the window and nothing else', async (each) => {
  const { html } = written(each);
  const page = { html: html ?? '', language: each.language, title: each.subject, createdAt: about.now, frame };

  const { mediaBox, pages, lines } = readPdf(Buffer.from(await pdfOfPage(page)));

  expect([mediaBox.slice(2), pages <= 2]).toEqual([[612, 792], true]);
  const inWindow = lines.filter(({ page, x, y }) => page === 1 && y >= 2.5 * 72 && y <= 3.2 * 72 + 1 && x < 4.4 * 72);
  expect(inWindow.map(({ text }) => text)).toEqual(frame.to);
  expect(lines.filter(({ x, y, text }) => text !== '' && (x < 72 || y > 792)).map(({ text }) => text)).toEqual([]);
}); // prettier-ignore

test('the form of a validation notice stands below everything else, with where it goes and who sends it', () => {
  for (const each of of('mail', validationSubjects)) {
    const { text } = written(each);
    const [before = '', form = ''] = text.split(/How do you want to respond\?|¿Cómo quiere responder\?/);

    expect(before).toMatch(/debt collector|cobrador de deudas/);
    for (const part of ['100 Market St', 'help@demo.example', '1 Main St, Phoenix, AZ 85001', 'T-100'])
      expect(form).toContain(part);
    expect(form).not.toMatch(/debt collector|cobrador de deudas/);
  }
});

test.each([
  ['debtValidationNoticeArizona', /lawyer represents you/],
  ['debtValidationNoticeNYCYonkers', /dispute this debt at any time[^]*within 60 days/],
  ['debtValidationNoticePuertoRico', /place of work[^]*agreement or the law/],
])('%s says what its place wants, beside all that the federal notice says', (subject, local) => {
  const federal = renderBuiltIn('debtValidationNotice', 'mail', about).text.split('\n');
  const lines = renderBuiltIn(subject, 'mail', about).text.split('\n');

  expect(lines.join('\n')).toMatch(local);
  expect(federal.filter((line) => !lines.includes(line))).toEqual([]);
});

test('an emailed validation notice names the postal address of whom it is for', () => {
  const { text } = renderBuiltIn('debtValidationNotice', 'email', { ...about, contact: undefined });

  expect(text).toContain('1 Main St, Phoenix, AZ 85001');
});

const overdue = systemTemplates.filter(({ subject }) => /^loanOverdue\w+Notice$/.test(subject));

// The sixth goes out again for as long as a campaign goes on, and a customer may have called or paid in part.
test.each(overdue)(
  '$subject by $channel in $language does not say that it is the last, or that nobody answered',
  (template) => {
    const said = sourceFields.flatMap((field) => template[field] ?? []).join(' ');

    expect(said).not.toMatch(
      /\blast (of our )?regular|heard from you|último (de|mensaje)|última llamada|noticias suyas/i,
    );
  },
);
