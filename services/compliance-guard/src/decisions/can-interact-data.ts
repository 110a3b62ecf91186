import type { Question } from '../customers/facts-of.ts';
import type { Decision } from './decide.ts';
import type { CanInteractData } from './decision.wire.ts';
import { outcomesOf } from './decision-row.ts';
import type { MatchedContact } from './matched-contact.ts';

type Answered = {
  decisionId: string;
  evaluatedAt: Date;
  question: Question;
  themeSource: 'request' | 'subject' | 'both';
  contact: MatchedContact;
  loansNamed: boolean;
  decision: Decision;
};

/** Each loan's own answer: a reason without loans stands against all of them. */
const perLoan = ({ facts, allowed, reasons }: Decision) =>
  facts.asked.debtIds.map((loanId) => {
    const against = reasons.filter(({ scope }) => scope.loanIds.length === 0 || scope.loanIds.includes(loanId));
    return { loanId, result: allowed || against.length === 0, ruleIds: against.flatMap(({ ruleId }) => ruleId ?? []) };
  });

/** The answer as the wire shows it. `result` is what every client reads; the rest explains it. */
export function canInteractData(answered: Answered): CanInteractData {
  const { decisionId, evaluatedAt, question, themeSource, contact, loansNamed, decision } = answered;
  const { facts, allowed, reasons, rulesetVersion } = decision;
  const hasPlace = facts.hasAddress || facts.asked.themeClass !== 'collection';
  const warnings = [...decision.warnings, ...contact.warnings];
  return {
    result: allowed,
    allowed,
    decisionId,
    evaluatedAt: evaluatedAt.toISOString(),
    effectiveAt: question.date ?? question.at.toISOString(),
    timeOfDayChecked: question.date === null && hasPlace,
    timeZones: hasPlace ? [...facts.zones] : [],
    channel: question.channel,
    subject: question.subject,
    theme: question.theme,
    themeSource,
    isAutodialed: question.isAutodialed,
    contact: {
      id: contact.contact.contactId,
      externalId: contact.contact.externalId,
      resolution: contact.resolution,
    },
    loanIds: [...facts.asked.debtIds],
    loansSource: loansNamed
      ? ('request' as const)
      : facts.asked.debtIds.length > 0
        ? ('allOpenLoans' as const)
        : ('none' as const),
    rulesetVersion,
    blocking: [...reasons],
    perLoan: perLoan(decision),
    evaluated: outcomesOf(decision),
    warnings,
    disclosures: [...decision.disclosures],
    duties: [...decision.duties],
    nextAllowedAt: decision.nextAllowedAt,
    ...(question.date === null ? {} : { firstAllowedAt: decision.firstAllowedAt }),
  };
}
