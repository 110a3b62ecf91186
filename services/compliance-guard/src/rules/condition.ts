import { z } from 'zod';
import { addDays, startOfDay } from '../places/local-time.ts';
import { factNames, factRegistry, type FactName } from './fact-registry.ts';
import type { FactValue } from './facts.ts';
import type { Subject } from './registry/registered.ts';
import { dateOf, noteChange, recordedFact, todayIn, type Look } from './look.ts';

/**
 * One fact asked about: that it holds, that it is one of these words, that its date is less than so many days (or
 * minutes) ago, or at least so many days.
 */
export type Leaf = { fact: FactName; in?: string[]; withinDays?: number; afterDays?: number; withinMinutes?: number };

/** When a rule is anybody's matter, when it is excepted, what it stands against: facts, joined by not, all and any. */
export type Condition = Leaf | { not: Condition } | { all: Condition[] } | { any: Condition[] };

/** A fact of the registry. */
export const Fact = z.enum(factNames).meta({ id: 'RuleFact' });

const Leaf = z
  .strictObject({
    fact: Fact,
    in: z.array(z.string()).min(1).exactOptional(),
    withinDays: z.int().positive().exactOptional(),
    afterDays: z.int().nonnegative().exactOptional(),
    withinMinutes: z.int().positive().exactOptional(),
  })
  .refine(({ fact, in: words }) => factRegistry[fact].type !== 'text' || words !== undefined, {
    error: 'a fact of words is asked which of them it is: a no is a word, too',
  });

export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      Leaf,
      z.strictObject({ not: Condition }),
      z.strictObject({ all: z.array(Condition).min(1) }),
      z.strictObject({ any: z.array(Condition).min(1) }),
    ]),
  )
  .meta({ id: 'RuleCondition' });

/** The words in which records are written. */
export const has = (fact: FactName): Condition => ({ fact });
export const is = (fact: FactName, ...words: string[]): Condition => ({ fact, in: words });
export const within = (fact: FactName, withinDays: number): Condition => ({ fact, withinDays });
export const after = (fact: FactName, afterDays: number): Condition => ({ fact, afterDays });
export const not = (condition: Condition): Condition => ({ not: condition });
export const all = (...conditions: Condition[]): Condition => ({ all: conditions });
export const any = (...conditions: Condition[]): Condition => ({ any: conditions });

/** A condition made ready once, to be asked at every look. */
export type Ask = (look: Look, debtId: string | null) => boolean;

/** Every fact that a condition names. */
export function factsNamed(condition: Condition): FactName[] {
  if ('fact' in condition) return [condition.fact];
  if ('not' in condition) return factsNamed(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(factsNamed);
}

type Known = { value: FactValue; from: number };

function subjectOf(on: Subject, look: Look, debtId: string | null): string | null {
  if (on === 'debt') return debtId;
  return on === 'contact' ? look.facts.contact.contactId : null;
}

/** What is known of a fact at the moment of the look: read from what is at hand, else recorded. */
export function known(fact: FactName, look: Look, debtId: string | null): Known | undefined {
  const { read, on } = factRegistry[fact];
  const value = read?.(look, debtId);
  return value === undefined ? recordedFact(look, fact, subjectOf(on, look, debtId)) : { value, from: look.at };
}

const isTrue = (value: FactValue): boolean => (Array.isArray(value) ? value.length > 0 : value !== false);

function isOneOf(value: FactValue, words: readonly string[]): boolean {
  if (typeof value === 'string') return words.includes(value);
  return Array.isArray(value) && words.some((word) => value.includes(word));
}

/** True when `test` holds in every zone in which dates are counted; where zones differ, the stricter reading. */
function onDates(look: Look, { value, from }: Known, stricter: boolean, days: number, isAfter: boolean): boolean {
  const { dateZones } = look.facts;
  const zones = dateZones.length > 0 ? dateZones : ['UTC'];
  const answers = zones.map((zone) => {
    const end = addDays(dateOf(zone, value, from), days);
    noteChange(look, startOfDay(zone, end));
    return todayIn(zone, look) >= end === isAfter;
  });
  return answers.every((answer) => answer === answers[0]) ? answers[0] === true : stricter;
}

const minuteMs = 60_000;

function onMinutes(look: Look, { value, from }: Known, minutes: number): boolean {
  const end = (typeof value === 'string' ? Date.parse(value) : from) + minutes * minuteMs;
  noteChange(look, end);
  return look.at < end;
}

/** Whether a fact holds, or is one of these words: nothing of it depends on a date. */
function plainLeaf(fact: FactName, words: readonly string[] | undefined, ifUnknown: boolean): Ask {
  const { read, on } = factRegistry[fact];
  return (look, debtId) => {
    const value = read?.(look, debtId) ?? recordedFact(look, fact, subjectOf(on, look, debtId))?.value;
    if (value === undefined) return ifUnknown;
    return words ? isOneOf(value, words) : isTrue(value);
  };
}

function leaf({ fact, in: words, withinDays, afterDays, withinMinutes }: Leaf, stricter: boolean): Ask {
  const ifUnknown = factRegistry[fact].whenUnknown === 'stricter' && stricter;
  const days = withinDays ?? afterDays;
  if (days === undefined && withinMinutes === undefined) return plainLeaf(fact, words, ifUnknown);
  return (look, debtId) => {
    const found = known(fact, look, debtId);
    if (found === undefined) return ifUnknown;
    if (!isTrue(found.value)) return false;
    if (withinMinutes !== undefined) return onMinutes(look, found, withinMinutes);
    return onDates(look, found, stricter, days ?? 0, afterDays !== undefined);
  };
}

/**
 * Makes a condition ready. `stricter` is what an unknown fact reads as where the registry says so: true for what brings
 * a rule into play, false for what lets somebody off.
 */
export function prepare(condition: Condition, stricter: boolean): Ask {
  if ('fact' in condition) return leaf(condition, stricter);
  if ('not' in condition) {
    const inner = prepare(condition.not, !stricter);
    return (look, debtId) => !inner(look, debtId);
  }
  if ('all' in condition) return prepareAll(condition.all, stricter);
  const parts = condition.any.map((part) => prepare(part, stricter));
  return (look, debtId) => {
    for (const part of parts) if (part(look, debtId)) return true;
    return false;
  };
}

/** All of them at once: true where there is none. */
export function prepareAll(conditions: readonly Condition[], stricter: boolean): Ask {
  const parts = conditions.map((condition) => prepare(condition, stricter));
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return (look, debtId) => {
    for (const part of parts) if (!part(look, debtId)) return false;
    return true;
  };
}
