import type { BlockingReason as ToldReason } from '@fairdue/contracts';
import { localDate } from '../places/local-time.ts';
import type { Judged } from '../rules/evaluate.ts';
import type { Facts } from '../rules/facts.ts';
import { freeAtInHours } from '../rules/next-allowed.ts';
import type { Ruleset } from '../rules/ruleset.ts';
import type { Against } from '../rules/verdict.ts';
import type { Reason } from './decision.wire.ts';
import type { FailedPreCheck } from './pre-checks.ts';

/** An instant, or a date where only a day was asked about. */
export function timeText(facts: Facts, at: number | null): string | null {
  if (at === null) return null;
  return facts.asked.date ? localDate(facts.dateZones[0] ?? 'UTC', at) : new Date(at).toISOString();
}

export const reasonOfPreCheck = ({ code, name, message, evidence }: FailedPreCheck): Reason => ({
  ruleId: null,
  ruleVersion: null,
  name,
  category: 'preCheck',
  reasonCode: code,
  message,
  citations: [],
  scope: { loanIds: [], contactId: null },
  evidence,
  nextAllowedAt: null,
});

export const reasonOfRule = (ruleset: Ruleset, facts: Facts, judged: Judged & { verdict: Against }): Reason => {
  const { rule, verdict } = judged;
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    name: rule.name,
    category: rule.category,
    reasonCode: rule.reasonCode,
    message: rule.message ?? verdict.detail,
    citations: [...rule.citations],
    scope: { loanIds: [...verdict.debtIds], contactId: verdict.isAboutContact ? facts.contact.contactId : null },
    evidence: verdict.evidence,
    nextAllowedAt: timeText(facts, freeAtInHours(ruleset, facts, judged)),
  };
};

/** What other services are told of it. */
export const told = ({ ruleId, reasonCode, category, message, nextAllowedAt }: Reason): ToldReason => ({
  ruleId,
  reasonCode,
  category,
  message,
  nextAllowedAt,
});
