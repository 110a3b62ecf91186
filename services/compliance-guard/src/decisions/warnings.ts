import type { Question } from '../customers/facts-of.ts';
import type { Judged } from '../rules/evaluate.ts';
import type { Facts } from '../rules/facts.ts';
import { limitation } from '../rules/limitation.ts';
import { lookAt } from '../rules/look.ts';
import { reviewOf } from '../rules/reviewed-states.ts';
import type { Warning } from './decision.wire.ts';

type Asker = Pick<Question, 'isAutodialed' | 'channel'>;

const warning = (code: string, detail: string, ruleId: string | null = null): Warning => ({ code, ruleId, detail });

/** Rules that only warn, and those from memory alone, which are off, where they would have stood against the contact. */
const ofRules = (judged: readonly Judged[]): Warning[] =>
  judged.flatMap(({ rule, verdict }) => {
    if (verdict.outcome !== 'against') return [];
    const { id, enforcement, confidence, reasonCode, message } = rule;
    if (enforcement === 'warn') return [warning(reasonCode, message ?? verdict.detail, id)];
    if (enforcement === 'off' && confidence === 'M')
      return [warning('rule-disabled', `Off, because nobody read the text yet: ${rule.name}.`, id)];
    return [];
  });

const isCollecting = ({ asked }: Facts): boolean => asked.themeClass === 'collection' || asked.themeClass === 'notice';

/** How far the law of the customer's states was read. */
function ofStates(facts: Facts): Warning[] {
  if (!isCollecting(facts)) return [];
  return facts.jurisdictions.flatMap((state) => {
    const review = reviewOf(state);
    return review === 'reviewed' ? [] : [warning(review, `The rules of ${state} were not read, or in part only.`)];
  });
}

/** The period to sue is known from secondary lists only: near its end, or where they disagree, nobody should rely on it. */
function ofLimitation(facts: Facts): Warning[] {
  if (!isCollecting(facts)) return [];
  const look = lookAt(facts);
  const unclear = facts.asked.debtIds.filter((debtId) => limitation(look, debtId)?.isCertain === false);
  return unclear.length > 0
    ? [warning('limitation-unclear', `It is not certain until when suit is possible: ${unclear.join(', ')}.`)]
    : [];
}

function ofQuestion({ asked, stops }: Facts, { isAutodialed, channel }: Asker): Warning[] {
  const warnings: Warning[] = [];
  if (asked.date) warnings.push(warning('timeOfDayNotChecked', 'startAt has no time; check again before contact'));
  if (isAutodialed && channel !== 'voice') warnings.push(warning('isAutodialedIgnored', 'only calls are dialled'));
  if (asked.themeClass === 'credentials' && stops.some(({ reason }) => reason === 'do-not-interact'))
    warnings.push(
      warning('doNotInteractNotApplied', `theme ${asked.theme} is outside 'all'`, 'platform-do-not-interact'),
    );
  return warnings;
}

/** What does not refuse the contact, but staff should know. */
export const warningsOf = (facts: Facts, question: Asker, judged: readonly Judged[]): Warning[] => [
  ...ofRules(judged),
  ...ofStates(facts),
  ...ofLimitation(facts),
  ...ofQuestion(facts, question),
];
