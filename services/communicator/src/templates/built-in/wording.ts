/** Part of a message: a paragraph, rows of a table, or a list. `when` is a Jinja condition; `inFrame`: what the frame of a letter says in its place. Texts may hold Jinja variables. */
export type Block = { when?: string; inFrame?: 'from' | 'date' | 'to' } & (
  | { say: string }
  | { rows: readonly (readonly [label: string, value: string, when?: string])[] }
  | { list: readonly string[] }
);

export type NoticeWording = {
  /** Names the current creditor and one more mark of the debt, never the amount: a subject line is read by others. */
  subjectLine: string;
  /** The long form, for email and letter. */
  blocks: readonly Block[];
  /** What the person may fill in and send back. It stands below everything else. */
  form?: readonly Block[];
  /** The short form, for a text message: the reason for it, in a sentence or two. */
  text: string;
  /** What the caller says once the person has said who they are. Absent: nobody is called about it. */
  call?: string;
};

export type SharedWording = {
  greeting: string;
  /** What an overdue notice adds by the tone of its campaign; neutral adds nothing. */
  tone: Record<'page' | 'text' | 'call', { empathetic: string; firm: string }>;
  /** What a third-party collector has to say in its first message, and in every later one. */
  firstDisclosure: string;
  laterDisclosure: string;
  reachUs: string;
  signature: string;
  emailOptOut: string;
  textOptOut: string;
  letterDate: string;
  callFrame: { opening: string; optOut: string; voicemail: string };
};

export const noticeSubjects = [
  'loanOverdueFirstNotice',
  'loanOverdueSecondNotice',
  'loanOverdueThirdNotice',
  'loanOverdueFourthNotice',
  'loanOverdueFifthNotice',
  'loanOverdueSixthNotice',
] as const;
export const validationSubject = 'debtValidationNotice';
/** The notice as such, and as places of their own want it. */
export const validationSubjects = [
  validationSubject,
  'debtValidationNoticeAutomatic',
  'debtValidationNoticeArizona',
  'debtValidationNoticeNYCYonkers',
  'debtValidationNoticePuertoRico',
] as const;
export const planCopySubject = 'planCopy';
export const substantiationSubject = 'substantiationInstructions';
export const disputeAcknowledgement = 'disputeOfDebtAcknowledgement';
export const ceaseAcknowledgement = 'ceaseCommunicationAcknowledgement';
/** What a rule may require to be written, or somebody’s wish be answered with; none of them asks for money. */
export const requiredSubjects = [
  ...validationSubjects,
  planCopySubject,
  substantiationSubject,
  disputeAcknowledgement,
  ceaseAcknowledgement,
  'ceaseCommunicationRefuseToPay',
] as const;
/** What happens on an account, and what may be offered for it. */
export const accountSubjects = [
  'paymentSuccessful',
  'paymentFailed',
  'planStarted',
  'paymentDueDateReminder',
  'settlementOffer',
] as const;
export const builtInSubjects = [...requiredSubjects, ...noticeSubjects, ...accountSubjects] as const;
export type BuiltInSubject = (typeof builtInSubjects)[number];

/** What a text of one word is answered with, by text. */
export const stopAnswer = 'electronicConsentOptOut';
export const helpAnswer = 'helpAnswer';
export type AnswerSubject = typeof stopAnswer | typeof helpAnswer;

/** What the platform sends without anybody asking for that very message. The rest is there for whoever asks (C15). */
export const sentByItself: readonly string[] = [
  validationSubject,
  planCopySubject,
  substantiationSubject,
  'debtValidationNoticeNYCYonkers',
  disputeAcknowledgement,
  ceaseAcknowledgement,
  ...noticeSubjects,
  'confirmationCode',
  stopAnswer,
  helpAnswer,
];

export type Wording = { shared: SharedWording; notices: Record<BuiltInSubject, NoticeWording> };
/** The wordings of some subjects. */
export type Notices<S extends BuiltInSubject> = Record<S, NoticeWording>;

const isOneOf = (subjects: readonly string[], subject: string | null): boolean =>
  subject !== null && subjects.includes(subject);
export const isValidationNotice = (subject: string | null): boolean => isOneOf(validationSubjects, subject);
export const isRequired = (subject: string | null): boolean => isOneOf(requiredSubjects, subject);
export const isOverdueNotice = (subject: string | null): boolean => isOneOf(noticeSubjects, subject);

/** What is said about no debt: it has neither the frame of a collector's message nor a word of one. */
export const plainSubjects = ['confirmationCode', stopAnswer] as const;
export type PlainSubject = (typeof plainSubjects)[number];

export type PlainWording = Record<PlainSubject, NoticeWording>;
