import { subjects, themeOfSubject } from '@fairdue/contracts';
import { outboundThemes, themesOfMessage } from './themes-of-message.ts';

test.each([
  ['loanOverdueFirstNotice', undefined, 'opsCollDebt', null],
  ['loanOverdueFirstNotice', 'opsCollDebt', 'opsCollDebt', null],
  ['freeForm', 'opsServicing', 'opsServicing', null],
  ['custom7', 'opsCollDebt', 'opsCollDebt', null],
  ['loanOverdueFirstNotice', 'opsAccountCredentials', 'opsCollDebt', 'opsAccountCredentials'],
  ['confirmationCode', 'opsCollDebt', 'opsCollDebt', 'opsAccountCredentials'],
  ['paymentFailed', 'opsServicingDebtValidation', 'opsServicingDebtValidation', 'opsServicing'],
] as const)('%s said to be %s counts as %s, and meets the rules of %s, too', (subject, said, theme, otherTheme) => {
  expect(themesOfMessage(subject, said)).toEqual({ theme, otherTheme });
});

test('a subject that implies no theme needs one', () => {
  for (const subject of ['freeForm', 'freeFormBranded', 'custom1', 'custom20', 'ownSubject'])
    expect(() => themesOfMessage(subject, undefined)).toThrow(expect.objectContaining({ code: 'theme-required' }));
});

test('no label makes a subject milder than it is: what it implies is always among what is asked about', () => {
  for (const subject of subjects)
    for (const said of outboundThemes) {
      const { theme, otherTheme } = themesOfMessage(subject, said);
      expect(new Set([theme, otherTheme ?? theme])).toEqual(new Set([said, themeOfSubject(subject) ?? said]));
    }
  for (const subject of subjects.filter((each) => themeOfSubject(each) === 'opsCollDebt'))
    for (const said of outboundThemes) expect(themesOfMessage(subject, said).theme).toMatch(/^opsColl/);
});
