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
  /** The short form, for a text message: the reason for it, in a sentence or two. */
  text: string;
  /** What the caller says once the person has said who they are. */
  call: string;
};

export type SharedWording = {
  greeting: string;
  /** By the tone of the campaign; neutral adds nothing. */
  tone: { empathetic: string; firm: string };
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
export const planCopySubject = 'planCopy';
export const substantiationSubject = 'substantiationInstructions';
/** What a rule may require to be written; none of them asks for money. */
export const requiredSubjects = [validationSubject, planCopySubject, substantiationSubject] as const;
export const builtInSubjects = [...requiredSubjects, ...noticeSubjects] as const;
export type BuiltInSubject = (typeof builtInSubjects)[number];

export type Wording = { shared: SharedWording; notices: Record<BuiltInSubject, NoticeWording> };

/** What is said about no debt: it has neither the frame of a collector's message nor a word of one. */
export const plainSubjects = ['confirmationCode'] as const;
export type PlainSubject = (typeof plainSubjects)[number];
export type PlainWording = Record<PlainSubject, NoticeWording>;
