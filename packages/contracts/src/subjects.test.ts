import { staffTheme, subjectNamed, subjects, themeOfSubject, themes } from './subjects.ts';

test('the wire has 120 subjects and 19 themes, each once', () => {
  expect([subjects.length, new Set(subjects).size]).toEqual([120, 120]);
  expect([themes.length, new Set(themes).size]).toEqual([19, 19]);
  expect(themes).not.toContain(staffTheme);
});

test.each([
  ['loanOverdueFirstNotice', 'opsCollDebt'],
  ['debtValidationNotice', 'opsServicingDebtValidation'],
  ['confirmationCode', 'opsAccountCredentials'],
  ['paymentFailed', 'opsServicing'],
  ['refundScheduled', 'opsServicing'],
  ['statementGenerated', 'opsServicing'],
  ['freeForm', null],
  ['custom20', null],
  ['somethingOfACompany', null],
])('%s implies %s', (subject, theme) => {
  expect(themeOfSubject(subject)).toBe(theme);
});

test('a subject has one name, whatever revision of the wire a client speaks', () => {
  expect(subjectNamed('statementGenerated')).toBe(subjectNamed('locStatementGenerated'));
  expect(subjectNamed('paymentFailed')).toBe('paymentFailed');
});
