import { DateTime } from 'luxon';
import type { Plan } from '../customers/plan.store.ts';
import { chooseContact } from '../dispatch/choose-contact.ts';
import type { TemplateContext } from '../templates/compile-template.ts';
import {
  companyContext,
  computedContext,
  loanContext,
  personContext,
  type Tone,
} from '../templates/message-context.ts';
import type { Language } from '../templates/system-templates.ts';
import type { Case } from './know-case.ts';
import type { RequestFacts } from './request-facts.ts';

/** What the ids of a request fill, and nobody else: a caller can format a value and cannot fake a loan (4.2). */
const reserved = ['person', 'loan', 'loans', 'case', 'statement', 'company'] as const;

const day = (at: string, zone: string): string => DateTime.fromISO(at, { zone }).toISODate() ?? at;

const caseContext = ({ holdId, reason, endsAt, placedAt, liftedAt }: Case, zone: string) => ({
  id: holdId,
  type: reason,
  status: liftedAt === null ? 'open' : 'closed',
  openedOn: day(placedAt, zone),
  endsOn: endsAt === null ? null : day(endsAt, zone),
});

/**
 * What a template that is asked for over the API may print: what the ids stand for, and the caller's own values. A message
 * that is built in also gets what the platform works out for those that it sends itself.
 */
export function requestContext(
  { creditor, person, loan, loans, case: own }: RequestFacts,
  given: TemplateContext,
  how: { language: Language; tone: Tone; isBuiltIn: boolean; plan?: Plan | undefined; now: Date },
): TemplateContext {
  const { language } = how;
  const contact = person && chooseContact(person.contacts, 'mail');
  const computed = how.isBuiltIn ? computedContext({ creditor, debt: loan, ...how }) : {};
  const context: Record<string, unknown> = { ...computed, ...given };
  for (const key of reserved) delete context[key];
  return {
    ...context,
    ...(person && { person: personContext(person, contact) }),
    company: companyContext(creditor),
    ...(loan && { loan: loanContext(loan, creditor, language) }),
    ...(loans && { loans: loans.map((each) => loanContext(each, creditor, language)) }),
    ...(own && { case: caseContext(own, creditor.settings.timeZone) }),
  };
}
