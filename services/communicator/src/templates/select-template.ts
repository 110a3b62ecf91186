import { subjectNamed } from '@fairdue/contracts';

/** What selection looks at of a descriptor that is enabled and has a live version. */
export type Selectable = {
  /** null: built in. */
  companyId: string | null;
  subject: string;
  channel: string;
  language: string;
  productId: string | null;
  tone: string | null;
};

/** Which message: of that subject and channel and of no other, for a person who reads `languages`, best first. */
export type Selectors = {
  subject: string;
  channel: string;
  languages: readonly string[];
  productId: string | null;
  tone: string | null;
};

/**
 * One of the messages that a company may send: by subject, channel, language, product, tone, and then the company's own
 * before the one built in (4.1). Another tone than the one asked for is no match; without one of that tone the neutral
 * one is taken. undefined: there is no such message, and another one is never sent in its place.
 */
export function selectTemplate<T extends Selectable>(candidates: readonly T[], selectors: Selectors): T | undefined {
  const subject = subjectNamed(selectors.subject);
  const fitting = candidates.filter(
    (each) =>
      subjectNamed(each.subject) === subject &&
      each.channel === selectors.channel &&
      (each.tone === null || each.tone === selectors.tone),
  );
  const language = selectors.languages.find((wanted) => fitting.some((each) => each.language === wanted));
  const inLanguage = fitting.filter((each) => each.language === language);
  const ofProduct = prefer(inLanguage, (each) => each.productId, selectors.productId);
  const inTone = prefer(ofProduct, (each) => each.tone, selectors.tone);
  return inTone.find((each) => each.companyId !== null) ?? inTone[0];
}

/** Those with exactly that value; else those that say nothing about it. */
function prefer<T>(candidates: readonly T[], valueOf: (each: T) => string | null, wanted: string | null): T[] {
  const exact = candidates.filter((each) => valueOf(each) === wanted);
  return exact.length > 0 ? exact : candidates.filter((each) => valueOf(each) === null);
}
