import type { ThemeClass } from './words.ts';

const classByTheme: Readonly<Record<string, ThemeClass>> = {
  opsCollDebt: 'collection',
  opsCollLocateBorrower: 'collection',
  opsCollVerifyEmployment: 'collection',
  opsCollContactEmployerNotice: 'collection',
  opsLoanTimeBarredNotice: 'notice',
  opsLoanValidationOfDebtNotice: 'notice',
  opsServicingDebtValidation: 'notice',
  opsServicingNegativeCreditReportNotice: 'notice',
  opsServicingTimeBarredNotice: 'notice',
  opsServicingVerificationOfDebt: 'notice',
  opsServicing: 'servicing',
  opsAccountCredentials: 'credentials',
  agentNotification: 'staff',
};

/** A theme nobody has classified is treated as the one with the most limits. A reply to something a customer began is servicing. */
export const classOfTheme = (theme: string): ThemeClass =>
  classByTheme[theme] ?? (theme.startsWith('inb') ? 'servicing' : 'collection');
