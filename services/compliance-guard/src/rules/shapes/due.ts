import { addDays } from '../../places/local-time.ts';
import { addBusinessDays } from '../business-days.ts';
import { known } from '../condition.ts';
import { dateOf, todayIn, type Look } from '../look.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';
import type { Judge } from './judge.ts';

/** The message must carry these texts. */
export function judgeDisclose({ shape }: RuleOf<'disclose'>): Judge {
  const detail = `to be included: ${shape.slots.join(', ')}`;
  return (_look, debtIds) => ({ outcome: 'due', detail, slots: shape.slots, duty: null, debtIds });
}

const nothing: Verdict = pass('nothing is to be done');

/** Something is to be done by a day, for the debts for which it has not been done. */
export function judgeDuty({ shape }: RuleOf<'duty'>, look: Look, inScope: readonly string[]): Verdict {
  const [zone = 'UTC'] = look.facts.dateZones;
  const due = inScope.flatMap((debtId) => {
    const done = shape.done === null ? undefined : known(shape.done, look, debtId);
    if (done && done.value !== false) return [];
    if (shape.from === 'contact') return [{ debtId, from: todayIn(zone, look) }];
    const since = known(shape.from, look, debtId);
    return since && since.value !== false ? [{ debtId, from: dateOf(zone, since.value, since.from) }] : [];
  });
  const from = due.map((each) => each.from).toSorted()[0];
  if (from === undefined) return nothing;
  const dueOn = shape.businessDays ? addBusinessDays(from, shape.days) : addDays(from, shape.days);
  return {
    outcome: 'due',
    detail: `${shape.task} by ${dueOn}`,
    slots: [],
    duty: { task: shape.task, dueOn },
    debtIds: due.map(({ debtId }) => debtId),
  };
}
