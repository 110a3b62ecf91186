import type { Facts } from './facts.ts';
import { isInForce } from './ruleset.ts';
import type { Rule, RuleOf, Shape } from './rule.ts';
import { judgeContact } from './shapes/contact.ts';
import { judgeCount } from './shapes/count.ts';
import { judgeHours } from './shapes/hours.ts';
import { judgeQuiet } from './shapes/quiet-after-conversation.ts';
import { judgeStop } from './shapes/stop.ts';
import type { Verdict } from './verdict.ts';

export type Against = Extract<Verdict, { outcome: 'against' }>;
export type Judged = { rule: Rule; verdict: Verdict };

const judges: { [Kind in Shape['kind']]: (rule: RuleOf<Kind>, facts: Facts) => Verdict } = {
  hours: judgeHours,
  count: judgeCount,
  'quiet-after-conversation': judgeQuiet,
  stop: judgeStop,
  contact: judgeContact,
};

const needsPlace: readonly Shape['kind'][] = ['hours', 'count', 'quiet-after-conversation'];

/**
 * Collection needs an address: an area code gives a zone, never a state's law. Without one it is refused before any
 * rule, and what time or date it is there is not asked.
 */
export const isPlaceless = ({ asked, hasAddress }: Facts): boolean => asked.themeClass === 'collection' && !hasAddress;

const judge = (rule: Rule, facts: Facts): Verdict =>
  needsPlace.includes(rule.shape.kind) && isPlaceless(facts)
    ? { outcome: 'notApplicable', detail: 'no address is on file' }
    : (judges[rule.shape.kind] as (rule: Rule, facts: Facts) => Verdict)(rule, facts);

/** Consumer debt unless it is known to be commercial; a first party only where it chose to follow the rule. */
function isBound(rule: Rule, { settings }: Facts): boolean {
  if (rule.binds === 'everyone') return true;
  if (settings.debtType === 'DEBT_TYPE_COMMERCIAL') return false;
  return settings.collectorRole === 'thirdParty' || settings.applyRegFToFirstParty;
}

/** Is the question this rule's matter at all? */
export const isInScope = (rule: Rule, facts: Facts): boolean =>
  rule.enforcement !== 'off' &&
  rule.channels.includes(facts.asked.channel) &&
  rule.classes.includes(facts.asked.themeClass) &&
  rule.affiliations.includes(facts.contact.affiliation) &&
  isBound(rule, facts) &&
  isInForce(rule, new Date(facts.asked.at).toISOString().slice(0, 10));

/** Every rule in scope is judged, so that the answer names every obstacle and not just the first. */
export const evaluate = (rules: readonly Rule[], facts: Facts): Judged[] =>
  rules.filter((rule) => isInScope(rule, facts)).map((rule) => ({ rule, verdict: judge(rule, facts) }));

export const isBlocking = (judged: Judged): judged is Judged & { verdict: Against } =>
  judged.verdict.outcome === 'against' && judged.rule.enforcement === 'block';
