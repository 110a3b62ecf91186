import { addDays, startOfDay } from '../../places/local-time.ts';
import { known } from '../condition.ts';
import { dateOf, todayIn, type Look } from '../look.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';

type Wait = { debtId: string | null; fact: string; date: string | null; freeAt: number };

const isOver: Verdict = pass('every waiting time is over');

/** Nothing before every date lies so many days back. Of a date nobody recorded no end can be told. */
export function judgeWait({ shape }: RuleOf<'wait'>, look: Look, inScope: readonly string[]): Verdict {
  const { dateZones } = look.facts;
  const debts = inScope.length > 0 ? inScope : [null];
  const waits: Wait[] = debts.flatMap((debtId) =>
    shape.after.flatMap(({ fact, days }): Wait[] => {
      const found = known(fact, look, debtId);
      if (!found || found.value === false) return [{ debtId, fact, date: null, freeAt: Infinity }];
      return dateZones.flatMap((zone): Wait[] => {
        const date = dateOf(zone, found.value, found.from);
        const freeOn = addDays(date, days);
        return todayIn(zone, look) < freeOn ? [{ debtId, fact, date, freeAt: startOfDay(zone, freeOn) }] : [];
      });
    }),
  );
  const last = waits
    .toSorted((a, b) => (a.freeAt === b.freeAt ? (a.fact < b.fact ? -1 : 1) : a.freeAt - b.freeAt))
    .at(-1);
  if (!last) return isOver;
  return {
    outcome: 'against',
    detail: last.date === null ? `Not on record: ${last.fact}.` : `The waiting time since ${last.date} is not over.`,
    debtIds: [...new Set(waits.flatMap(({ debtId }) => debtId ?? []))].toSorted(),
    isAboutContact: false,
    evidence: Object.fromEntries(waits.map(({ fact, date }) => [fact, date])),
    freeAt: last.freeAt === Infinity ? null : last.freeAt,
  };
}
