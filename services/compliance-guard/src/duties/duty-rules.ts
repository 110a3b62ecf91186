import type { FactName } from '../rules/fact-registry.ts';
import type { Rule } from '../rules/rule.ts';
import { rulesetOver, type Ruleset } from '../rules/ruleset.ts';

export const requiresDuty = ({ shape, enforcement }: Rule): boolean =>
  shape.kind === 'duty' && enforcement === 'require-notice';

/** Does it follow from a date on record, and not from a contact that was made? */
export const isDated = ({ shape }: Rule): boolean => shape.kind === 'duty' && shape.from !== 'contact';

/** The same rules without the question whether it was done: by the rule that is asked, and the fact that answers it. */
const unasked = new WeakMap<Rule, Rule>();
const doneFacts = new WeakMap<Rule, FactName>();

function untilDone(rule: Rule): Rule {
  const known = unasked.get(rule);
  if (known) return known;
  if (rule.shape.kind !== 'duty') throw new Error(`The rule ${rule.id} requires no duty.`);
  const { done } = rule.shape;
  const without = { ...rule, shape: { ...rule.shape, done: null } };
  unasked.set(rule, without);
  if (done !== null) doneFacts.set(without, done);
  return without;
}

/** The fact that says of a rule of `dutyRulesOf` that what it requires was done. */
export const doneFactOf = (rule: Rule): FactName | undefined => doneFacts.get(rule);

const ready = new WeakMap<Ruleset, Ruleset>();

/**
 * Of a creditor's rules those that require something to be done, each version in its time. Whether it was done is left to
 * whoever asks, so that a duty that was fulfilled is still seen.
 */
export function dutyRulesOf(ruleset: Ruleset): Ruleset {
  const known = ready.get(ruleset);
  if (known) return known;
  const tenures = ruleset.tenures.filter(({ rule }) => requiresDuty(rule));
  const own = rulesetOver(
    ruleset.version,
    tenures.map((tenure) => ({ ...tenure, rule: untilDone(tenure.rule) })),
  );
  ready.set(ruleset, own);
  return own;
}
