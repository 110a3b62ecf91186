import { localDate, startOfDay } from '../places/local-time.ts';
import type { Facts, FactValue, RecordedFact } from './facts.ts';

/**
 * One look at the facts, at one moment. While conditions are asked it keeps the earliest later instant at which one of
 * the answers may change: until then nothing that was asked can turn out otherwise.
 */
export type Look = {
  readonly facts: Facts;
  readonly at: number;
  readonly recordedByName: ReadonlyMap<string, readonly RecordedFact[]>;
  /** The kind of every debt of which nobody wrote down another; undefined where somebody did so of one. */
  readonly debtKind: 'consumer' | 'commercial' | undefined;
  changesAt: number;
};

const byName = new WeakMap<readonly RecordedFact[], ReadonlyMap<string, readonly RecordedFact[]>>();

/** The newest first. Of two from the same instant the text decides, so that the order of arrival does not. */
const newestFirst = (a: RecordedFact, b: RecordedFact): number =>
  b.from - a.from || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

function indexed(recorded: readonly RecordedFact[]): ReadonlyMap<string, readonly RecordedFact[]> {
  let index = byName.get(recorded);
  if (!index) {
    const lists = new Map<string, RecordedFact[]>();
    for (const fact of recorded) {
      const list = lists.get(fact.name);
      if (list) list.push(fact);
      else lists.set(fact.name, [fact]);
    }
    for (const list of lists.values()) if (list.length > 1) list.sort(newestFirst);
    byName.set(recorded, (index = lists));
  }
  return index;
}

export function lookAt(facts: Facts): Look {
  const recordedByName = indexed(facts.recorded);
  const debtKind = recordedByName.has('debtKind') ? undefined : usualDebtKind(facts);
  return { facts, at: facts.asked.at, recordedByName, debtKind, changesAt: Infinity };
}

/** Consumer debt unless it is known to be something else: that is what most rules protect. */
export const usualDebtKind = ({ settings }: Facts): 'consumer' | 'commercial' =>
  settings.debtType === 'DEBT_TYPE_COMMERCIAL' ? 'commercial' : 'consumer';

export function noteChange(look: Look, at: number): void {
  if (at > look.at && at < look.changesAt) look.changesAt = at;
}

/** What was recorded last about this contact or debt, or about all of them, and holds at the moment of the look. */
export function recordedFact(look: Look, name: string, of: string | null): RecordedFact | undefined {
  const list = look.recordedByName.get(name);
  if (!list) return undefined;
  for (const fact of list) {
    if (fact.of !== null && fact.of !== of) continue;
    noteChange(look, fact.from);
    if (fact.from > look.at || (fact.until !== null && fact.until <= look.at)) continue;
    if (fact.until !== null) noteChange(look, fact.until);
    return fact;
  }
  return undefined;
}

/** The local date that a fact's value names: a date, an instant, or the day from which a mere flag holds. */
export const dateOf = (zone: string, value: FactValue, from: number): string => {
  if (typeof value !== 'string') return localDate(zone, from);
  return value.length === 10 ? value : localDate(zone, Date.parse(value));
};

export const todayIn = (zone: string, { facts: { asked }, at }: Look): string => asked.date ?? localDate(zone, at);

export const noteDay = (look: Look, zone: string, date: string): void => noteChange(look, startOfDay(zone, date));
