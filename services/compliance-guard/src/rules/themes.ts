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

const inbound = ['MissingFeature', 'Education', 'Bug', 'Request', 'HumanLove', 'Unknown', 'Other'];

/** The 19 themes of the wire. A reply to something a customer began is servicing. */
export const themes: readonly string[] = [
  ...Object.keys(classByTheme).filter((theme) => theme !== 'agentNotification'),
  ...inbound.map((kind) => `inb${kind}`),
];

/** A theme nobody has classified is treated as the one with the most limits. */
export const classOfTheme = (theme: string): ThemeClass =>
  classByTheme[theme] ?? (theme.startsWith('inb') ? 'servicing' : 'collection');
