import { defaultTimeOfDay, type Cadence, type Phase } from './cadence.ts';
import { attempt, takeWords, type Cursor } from './cursor.ts';
import { normalise } from './normalise.ts';
import { takeModifier } from './parse-modifier.ts';
import { takePattern, takeSpan } from './parse-pattern.ts';

function takePhase(cursor: Cursor): Phase | undefined {
  const pattern = takePattern(cursor);
  return pattern && { pattern, lasts: attempt(cursor, () => takeLasting(cursor)) ?? null };
}

const takeLasting = (cursor: Cursor) => (takeWords(cursor, 'for') ? takeSpan(cursor) : undefined);

function takePhases(cursor: Cursor): Phase[] | undefined {
  const first = takePhase(cursor);
  if (!first) return undefined;
  const phases = [first];
  const takeNext = () => {
    takeWords(cursor, ',');
    return takeWords(cursor, 'then') ? takePhase(cursor) : undefined;
  };
  for (let next = attempt(cursor, takeNext); next; next = attempt(cursor, takeNext)) phases.push(next);
  return phases;
}

/**
 * Reads a cadence phrase, or undefined: then it is not understood and nobody is contacted because of it. The whole
 * phrase must be consumed; one word left over, or one thing said twice, is one guess too many.
 */
export function parseCadence(phrase: string): Cadence | undefined {
  const cursor: Cursor = { tokens: normalise(phrase), at: 0 };
  const phases = takePhases(cursor);
  let said: Partial<Cadence> = {};
  while (cursor.at < cursor.tokens.length) {
    if (phases) takeWords(cursor, ',');
    const modifier = takeModifier(cursor);
    if (!modifier || Object.keys(modifier).some((name) => name in said)) return undefined;
    said = { ...said, ...modifier };
  }
  const all = phases ?? onlyAMaximum(said);
  if (!all) return undefined;
  const silent = { starting: null, until: null, touchesMax: null, timeOfDay: defaultTimeOfDay, weekdaysOnly: false };
  return { ...silent, ...said, phases: all };
}

/** `up to 3 times` says how often and leaves the spacing open. */
const onlyAMaximum = ({ touchesMax }: Partial<Cadence>): Phase[] | undefined =>
  touchesMax ? [{ pattern: { kind: 'spaced', times: touchesMax, apart: null }, lasts: null }] : undefined;
