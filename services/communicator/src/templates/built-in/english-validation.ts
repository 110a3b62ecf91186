import { account, subjectLine } from './english-parts.ts';
import type { Notices, NoticeWording, validationSubjects } from './wording.ts';

/** What a place wants said beside what federal law wants: as items of the long form, and in short. */
type Local = { rights: readonly string[]; short: string };

/** Content and order of 12 CFR 1006.34(c) and (d): the debt, the rights, and below everything what may be sent back. */
const notice = ({ rights, short }: Local): NoticeWording => ({
  subjectLine,
  blocks: [
    {
      say: '{{ collector.name }} is trying to collect a debt that you owe to {{ loan.creditorName }}. This notice says what the debt is, and what you can do if you disagree.',
    },
    {
      rows: [
        ['Current creditor', '{{ loan.creditorName }}'],
        ['Original creditor', '{{ loan.originalCreditorName }}', 'loan.originalCreditorName'],
        ['Account', 'ending in {{ loan.accountLast4 }}', 'loan.accountLast4'],
        ['Our reference', '{{ loan.displayId }}'],
        ['You owed on {{ itemization.date }}', '{{ itemization.principal }}'],
        ['Interest since then', '{{ itemization.interest }}'],
        ['Fees since then', '{{ itemization.fees }}'],
        ['Paid or credited since then', '{{ itemization.paymentsAndCredits }}'],
        ['Total amount of the debt now', '{{ loan.balance }}'],
      ],
    },
    { say: 'Your rights until {{ notice.disputeBy }}:' },
    {
      list: [
        'Call or write to us by {{ notice.disputeBy }} to dispute all or part of the debt. If you do not, we will assume that our information is correct.',
        'If you write to us by {{ notice.disputeBy }}, we must stop collecting any amount you dispute until we send you information that shows you owe it.',
        'Write to ask for the name and address of the original creditor, if it is not the current one. If you write by {{ notice.disputeBy }}, we must stop collecting until we send it to you.',
      ],
    },
    { say: 'What else you can do:' },
    {
      list: [
        ...rights,
        'Learn more about your rights under federal law at www.cfpb.gov/debt-collection. For instance, you have the right to stop or limit how we contact you.',
        'Contact us about ways to pay.',
        'Póngase en contacto con nosotros para pedir este formulario en español.',
      ],
    },
  ],
  form: [
    {
      say: 'How do you want to respond? Check all that apply, and send this form to {{ collector.name }}, {{ collector.addressLine }}, or to {{ collector.email }}.',
    },
    {
      list: [
        '[  ] I want to dispute the debt, because I think:  [  ] this is not my debt  [  ] the amount is wrong  [  ] other (please describe on the back or on a page of your own).',
        '[  ] I want you to send me the name and address of the original creditor.',
        '[  ] I enclosed this amount: $ ________. Payment is not needed for a dispute.',
        '[  ] Quiero este formulario en español.',
      ],
    },
    {
      say: '{{ person.firstName }} {{ person.lastName }}\n{{ person.addressLine }}\nOur reference: {{ loan.displayId }}',
    },
  ],
  text: `Debt validation notice for your ${account}: you owed {{ itemization.principal }} on {{ itemization.date }}; interest since {{ itemization.interest }}, fees {{ itemization.fees }}, paid or credited {{ itemization.paymentsAndCredits }}; now {{ loan.balance }}. You may dispute it or ask for the original creditor by {{ notice.disputeBy }}; if you write, we stop until we answer. ${short}Your rights: www.cfpb.gov/debt-collection. {{ collector.addressLine }}.`,
  call: `Say: you owe {{ loan.balance }} to {{ loan.creditorName }}: {{ itemization.principal }} on {{ itemization.date }}, interest {{ itemization.interest }}, fees {{ itemization.fees }}, paid or credited {{ itemization.paymentsAndCredits }}. You may dispute the debt, or ask for the original creditor, by {{ notice.disputeBy }}; if you do it in writing we stop until we answer. ${short}Offer to send this in writing to the person’s address.`,
});

const federal: Local = { rights: [], short: '' };
const arizona: Local = {
  rights: [
    'If a lawyer represents you about this debt, tell us, and we will deal with the lawyer.',
    'If you tell us in writing that you refuse to pay, or that you want us to stop, we will stop contacting you, except as the law allows.',
  ],
  short: 'If a lawyer represents you, tell us. ',
};
const newYorkCityAndYonkers: Local = {
  rights: [
    'In New York City you may dispute this debt at any time, also after {{ notice.disputeBy }}, in any way in which you reach us. We then do not collect until we have sent you verification, which we owe you within 60 days. If we cannot verify the debt, we tell you so in writing and stop collecting it.',
    'Tell us in which language you want us to write to you: we will note it.',
  ],
  short: 'In New York City you may dispute it at any time and in any way. ',
};
const puertoRico: Local = {
  rights: [
    'We do not collect from you at your place of work in working hours where your employer forbids it, or without your express consent or an order of a court.',
    'We may ask only for what the agreement or the law allows.',
  ],
  short: 'We may ask only for what the agreement or the law allows. ',
};

export const englishValidation: Notices<(typeof validationSubjects)[number]> = {
  debtValidationNotice: notice(federal),
  debtValidationNoticeAutomatic: notice(federal),
  debtValidationNoticeArizona: notice(arizona),
  debtValidationNoticeNYCYonkers: notice(newYorkCityAndYonkers),
  debtValidationNoticePuertoRico: notice(puertoRico),
};
