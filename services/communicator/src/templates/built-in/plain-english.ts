import type { PlainWording } from './wording.ts';

/** Nothing here says what the person has to do with the company: a code may be read over a shoulder. */
export const plainEnglish: PlainWording = {
  confirmationCode: {
    subjectLine: 'Your confirmation code',
    blocks: [
      { say: 'Your confirmation code for {{ company.brandName }} is {{ confirmationCode }}.' },
      { say: 'It is good for 10 minutes and can be used once.' },
      {
        say: 'If you did not ask for it, you need do nothing. Nobody from {{ company.brandName }} will ask you for it.',
      },
      { say: '{{ company.brandName }}\n{{ company.phone }}' },
    ],
    text: '{{ company.brandName }}: your confirmation code is {{ confirmationCode }}, good for 10 minutes. Nobody from us will ask you for it.',
    call: 'Say: “This is {{ company.brandName }} with the confirmation code that was asked for.” Say the digits one by one, and once more: {{ confirmationCode }}. Say that it is good for 10 minutes. Say nothing else, and leave no voicemail.',
  },
  // The one confirmation of an opt-out: it may say nothing else (47 CFR 64.1200(a)(12), 12 CFR 1006.6(e)).
  electronicConsentOptOut: {
    subjectLine: 'You will get no more emails from us',
    blocks: [{ say: 'You will get no more emails from {{ collector.name }} at this address.' }],
    text: '{{ collector.name }}: You asked us to stop texting this number. You will get no more texts from us here.',
  },
};
