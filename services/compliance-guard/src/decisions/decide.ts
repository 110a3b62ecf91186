import { type CreditorSettings, type Disclosure, sha256 } from '@fairdue/contracts';
import type { Customer } from '../customers/customer.ts';
import { factsOf, type Question } from '../customers/facts-of.ts';
import { evaluate, isBlocking, type Judged } from '../rules/evaluate.ts';
import type { Facts } from '../rules/facts.ts';
import { firstAllowedAt, nextAllowedAt } from '../rules/next-allowed.ts';
import type { Ruleset } from '../rules/ruleset.ts';
import { disclosuresOf, dutiesOf } from './owed.ts';
import { failedPreChecks } from './pre-checks.ts';
import type { OwedDuty, Reason, Warning } from './decision.wire.ts';
import { reasonOfPreCheck, reasonOfRule, timeText } from './reason.ts';
import { warningsOf } from './warnings.ts';

/** The answer of the rules about one intended contact: everything that stands against it, and when nothing will. */
export type Decision = {
  allowed: boolean;
  facts: Facts;
  /** JSON of them, and its hash: equal facts have equal ones, in whatever order they arrived. */
  factsText: string;
  factsHash: string;
  rulesetVersion: string;
  reasons: readonly Reason[];
  judged: readonly Judged[];
  warnings: readonly Warning[];
  /** What the message must carry, and what must follow it. */
  disclosures: readonly Disclosure[];
  duties: readonly OwedDuty[];
  nextAllowedAt: string | null;
  /** Of a day that was asked about: its first lawful instant. */
  firstAllowedAt: string | null;
};

/** Lists that have no order of their own are written in that of their text. */
function textOf({ stops, contacts, recorded, ...facts }: Facts): string {
  const inOrder = (list: readonly object[]) => `[${list.map((each) => JSON.stringify(each)).toSorted().join(',')}]`; // prettier-ignore
  const rest = JSON.stringify(facts).slice(0, -1);
  return `${rest},"stops":${inOrder(stops)},"contacts":${inOrder(contacts)},"recorded":${inOrder(recorded)}}`;
}

const instantText = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Decides by these rules and the customer's facts alone. A permit about to be used does not stand in its own way. */
export function decide(
  ruleset: Ruleset,
  customer: Customer,
  settings: CreditorSettings,
  question: Question,
  exceptPermitId?: string,
): Decision {
  const facts = factsOf(customer, settings, question, exceptPermitId);
  const factsText = textOf(facts);
  const judged = evaluate(ruleset, facts);
  const preChecks = failedPreChecks(facts).map(reasonOfPreCheck);
  const reasons = [...preChecks, ...judged.filter(isBlocking).map((each) => reasonOfRule(ruleset, facts, each))];
  const allowed = reasons.length === 0;
  return {
    allowed,
    facts,
    factsText,
    factsHash: sha256(factsText),
    rulesetVersion: ruleset.version,
    reasons,
    judged,
    warnings: warningsOf(facts, question, judged),
    disclosures: disclosuresOf(judged),
    duties: dutiesOf(judged),
    nextAllowedAt: allowed || preChecks.length > 0 ? null : timeText(facts, nextAllowedAt(ruleset, facts, judged)),
    firstAllowedAt: allowed ? instantText(firstAllowedAt(ruleset, facts)) : null,
  };
}

/** A contact with two reasons for it has to be allowed for each, and carries what either wants. */
export function decideForBoth(
  ruleset: Ruleset,
  customer: Customer,
  settings: CreditorSettings,
  { otherTheme, ...question }: Question & { otherTheme?: string | undefined },
  exceptPermitId?: string,
): Decision {
  const decision = decide(ruleset, customer, settings, question, exceptPermitId);
  if (otherTheme === undefined || otherTheme === question.theme) return decision;
  const other = decide(ruleset, customer, settings, { ...question, theme: otherTheme }, exceptPermitId);
  const strict = stricter(decision, other);
  if (!strict.allowed) return strict;
  const more = other.disclosures.filter(({ slot }) => decision.disclosures.every((own) => own.slot !== slot));
  return { ...decision, disclosures: [...decision.disclosures, ...more] };
}

/** Of two answers the one that lets less through: refused before allowed, never before later, later before sooner. */
export function stricter(a: Decision, b: Decision): Decision {
  if (a.allowed !== b.allowed) return a.allowed ? b : a;
  if (a.allowed) return a;
  if (a.nextAllowedAt === null || b.nextAllowedAt === null) return a.nextAllowedAt === null ? a : b;
  return a.nextAllowedAt >= b.nextAllowedAt ? a : b;
}
