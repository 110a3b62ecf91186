import { defaultCreditorSettings } from '@fairdue/contracts';
import { aContact, aCreditor, aCustomer, aDebt, anAddress, aPlan } from '../customers/customer.builders.ts';
import { builtInSubjects } from './built-in/wording.ts';
import { renderBuiltIn, renderSources } from '../testing/render-built-in.ts';
import { systemTemplates } from './system-templates.ts';
import type { Form } from './built-in/layout.ts';
import { chooseTemplate, type Choice } from './choose-template.ts';
import type { Rendered } from './render-message.ts';
import type { Sources } from './stored/version.ts';

const tones = ['empathetic', 'neutral', 'firm'] as const;
const now = new Date('2026-11-25T15:00:00Z');

const about = {
  creditor: aCreditor(),
  customer: aCustomer(),
  contact: anAddress(),
  debt: aDebt(),
  plan: aPlan(),
  tone: 'neutral' as const,
  now,
};
/** What nobody but the sender of such a message knows. */
const asked = { paymentAmount: '$50.00', dueDate: 'today', settlementAmount: '$900.00', goodThrough: 'tomorrow' };
const renderMessage = (subject: string, form: Form, of: Parameters<typeof renderBuiltIn>[2]): Rendered =>
  renderBuiltIn(subject, form, of, asked);

const ofDebts: readonly string[] = builtInSubjects;
const every = systemTemplates
  .filter(({ subject }) => ofDebts.includes(subject))
  .map(({ subject, channel: form, language }) => ({ subject, form, language }));
/** Who wants no more contact is not told of amounts. */
const saysNoAmount = /^ceaseCommunication/;

test.each(every)('$subject can be sent as $form in $language, in every tone', ({ subject, form, language }) => {
  for (const tone of tones) {
    const message = renderMessage(subject, form, { ...about, tone, customer: aCustomer({ language }) });

    expect(message.text.includes('1,234.56')).toBe(!saysNoAmount.test(subject));
    expect(message.text).toContain('Prairie Bank');
    expect(message.text).not.toMatch(/\{\{|\{%|undefined|null/);
    expect(message.subjectLine !== null).toBe(form === 'email');
    expect(message.html !== null).toBe(form === 'email' || form === 'mail');
  }
});

test.each(every)(
  '$subject as $form in $language says it is from a debt collector, and only a third party says so',
  ({ subject, form, language }) => {
    const customer = aCustomer({ language });
    const firstParty = aCreditor({ settings: { ...defaultCreditorSettings, collectorRole: 'firstParty' } });
    const says = /debt collector|cobrador de deudas/;

    expect(renderMessage(subject, form, { ...about, customer }).text).toMatch(says);
    expect(renderMessage(subject, form, { ...about, customer, creditor: firstParty }).text).not.toMatch(says);
  },
);

test('every electronic message says how to end such messages', () => {
  for (const { subject, form, language } of every.filter(({ form }) => form === 'text' || form === 'email'))
    expect(renderMessage(subject, form, { ...about, customer: aCustomer({ language }) }).text).toContain('STOP');
});

test('an email names the creditor and the account in its subject line, never the amount', () => {
  const { subjectLine } = renderMessage('loanOverdueFirstNotice', 'email', { ...about, contact: aContact() });

  expect(subjectLine).toBe('About your Prairie Bank account ending in 4242');
});

test('a validation notice holds the itemization, the last day to dispute and the rights', () => {
  const { text } = renderMessage('debtValidationNotice', 'mail', about);

  for (const part of [
    'Demo Collections LLC', '100 Market St', '1 Main St, Phoenix, AZ 85001', 'First Prairie Bank', '4242', 'January 15, 2026',
    '$1,200.00', '$80.00', '$20.00', '$65.44', '$1,234.56', 'January 2, 2027', 'cfpb.gov', 'used for that purpose',
  ]) expect(text).toContain(part); // prettier-ignore
});

test('what a person is called is text, never markup', () => {
  const { html } = renderMessage('loanOverdueFirstNotice', 'mail', about);

  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;');
});

test('an unknown subject is never replaced by another', () => {
  const selectors = {
    channel: 'email',
    personLanguage: 'en',
    creditorLanguages: ['en'],
    productId: null,
    tone: 'neutral',
  } as const;

  expect(chooseTemplate([], { ...selectors, subject: 'loanAccelerated' })).toBeUndefined();
});

/** What a template of the company's own says. */
function written(form: Form, words: Partial<Sources>): Rendered {
  const choice: Choice = {
    companyId: 'CR-1-DEMO',
    subject: 'loanOverdueFirstNotice',
    channel: form,
    language: 'en',
    productId: null,
    tone: null,
    versionId: 'TV-1-OWN',
    revision: 3,
    sensitive: false,
  };
  const none = { subjectLineTemplate: null, contentTextTemplate: null, contentHtmlTemplate: null };
  return renderSources(choice, { ...none, ...words }, form, about);
}

test('a company’s own template prints the names that the wire’s clients know', () => {
  const contentTextTemplate = '{{ person.name.firstName }}, {{ loan.displayId }}, {{ company.brandName }}';

  expect(written('text', { contentTextTemplate })).toMatchObject({
    templateVersionId: 'TV-1-OWN',
    templateRevision: 3,
    subjectLine: null,
    text: 'Ada, T-100, Demo Creditor',
    html: null,
  });
});

test('what a channel does not use is ignored, and a page without a text gives one', () => {
  const own = { subjectLineTemplate: 'A\nB', contentHtmlTemplate: '<p>One</p><p>Two</p>' };

  const email = written('email', own);
  const letter = written('mail', own);

  expect([email.subjectLine, email.text]).toEqual(['A B', 'One\n\nTwo']);
  expect([letter.subjectLine, letter.html]).toEqual([null, email.html]);
});

test('the copy of a plan says every instalment with its day, what is paid in all and what is forgiven', () => {
  const { text, html } = renderMessage('planCopy', 'mail', about);

  for (const part of [
    'November 20, 2026',
    '$1,000.00',
    '$234.56',
    'December 15, 2026: $600.00',
    'January 15, 2027: $400.00',
  ])
    expect([text, html].every((each) => each?.includes(part))).toBe(true);
  expect(renderMessage('planCopy', 'mail', { ...about, plan: aPlan({ discountCents: 0 }) }).text).not.toContain(
    'need not pay',
  );
  expect(() => renderMessage('planCopy', 'mail', { ...about, plan: undefined })).toThrow(
    expect.objectContaining({
      faults: [{ path: 'context', problem: expect.stringContaining('plan.agreedOn') as string }],
    }),
  );
});
