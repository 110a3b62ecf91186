import { knownWords } from './normalise.ts';
import { parseCadence } from './parse-cadence.ts';
import { unitWords, weekdayNames } from './parse-pattern.ts';

const others = [
  'every', 'each', 'per', 'a', 'on', 'the', 'of', 'and', 'or', 'then', 'for', 'times', 'apart', 'after', 'weekday', 'weekdays',
  'only', 'no', 'weekends', 'starting', 'tomorrow', 'until', 'paid', 'current', 'resolved', 'up', 'to', 'max', 'at', 'most', 'in',
  'morning', 'afternoon', 'evening', 'other', 'sms', 'text', 'email', 'call',
]; // prettier-ignore
const vocabulary = [
  ...new Set([...others, ...knownWords, ...unitWords, ...weekdayNames.flatMap((name) => [name, `${name}s`])]),
];
const known = new Set(vocabulary);

/** How many letters have to be put in, left out, changed, or swapped with their neighbour. */
function distance(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, isSwap ? (before[j - 2] ?? 0) + 1 : Infinity);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
} // prettier-ignore

/** Words somebody may have meant: the nearest, and nothing that is nearly another word altogether. */
function meant(word: string): string[] {
  if (known.has(word) || !/^[a-z-]+$/.test(word)) return [word];
  const far = word.length < 6 ? 1 : 2;
  return vocabulary
    .map((each) => ({ each, away: distance(word, each) }))
    .filter(({ away }) => away <= far)
    .sort((a, b) => a.away - b.away || b.each.length - a.each.length)
    .slice(0, 3)
    .map(({ each }) => each);
}

const phrasesMax = 50;

/**
 * A phrase that is understood, and is a slip of the pen away from one that is not; null when there is none. It is for a
 * person to look at: nothing is ever planned from it.
 */
export function suggestCadence(phrase: string): string | null {
  const words = phrase.toLowerCase().match(/[a-z]+(?:-[a-z]+)*|[^a-z]+/g) ?? [];
  let phrases = [''];
  for (const word of words)
    phrases = phrases.flatMap((begun) => meant(word).map((each) => begun + each)).slice(0, phrasesMax);
  return phrases.find((each) => each !== phrase && parseCadence(each)) ?? null;
}
