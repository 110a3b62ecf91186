import type { RecordedBy } from '@fairdue/contracts';
import type { ImportLine, LineFault } from './import-line.ts';

export const importKinds = ['contacts', 'consents', 'opt-outs', 'suppressions', 'reassigned-numbers'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What a lender brings along when it goes live: lines of one kind, taken one after the other, each once. */
export type Import = {
  _id: string;
  creditorId: string;
  kind: ImportKind;
  name: string | null;
  startedAt: Date;
  recordedBy: RecordedBy;
  /** Lines that are stored. The next part begins behind them. */
  received: number;
  chunks: number;
} & Counts;

/** What became of a line: it had its effect, it changed nothing, or it says nothing that could be kept. */
export type Outcome = 'taken' | 'repeated' | 'refused';
export type Counts = Record<Outcome, number>;

/** A line that was read, or why it was not; either with its number. */
export type NumberedLine = { number: number } & ({ line: ImportLine } | { fault: LineFault });

/** Lines that are worked on together. Once that is done, only what became of them is kept. */
export type Chunk = {
  _id: string;
  creditorId: string;
  importId: string;
  chunk: number;
  first: number;
  count: number;
  lines: NumberedLine[];
  /** Absent until it is done. One letter a line: taken, repeated, x for refused. */
  outcomes?: string;
  refusals?: { line: number; code: string; path: string | null }[];
};

/** Lines of a chunk at most: what one transaction takes. */
export const linesAtOnce = 200;

export const chunkId = (importId: string, chunk: number): string => `${importId}/${String(chunk).padStart(9, '0')}`;

export type LineResult = { outcome: Outcome; fault?: LineFault };

const letters: Record<Outcome, string> = { taken: 't', repeated: 'r', refused: 'x' };
const outcomeOf = { t: 'taken', r: 'repeated', x: 'refused' } as const;

/** What a chunk keeps of its lines once they are done, and what its import counts. */
export function summary(first: number, results: readonly LineResult[]) {
  const counts: Counts = { taken: 0, repeated: 0, refused: 0 };
  for (const { outcome } of results) counts[outcome]++;
  const outcomes = results.map(({ outcome }) => letters[outcome]).join('');
  const refusals = results.flatMap(({ fault }, i) => (fault ? { line: first + i, ...fault } : []));
  return { counts, outcomes, refusals };
}

/** The lines of a chunk that is done, each with what became of it. */
export function resultsOf({ first, outcomes = '', refusals = [] }: Chunk) {
  const faults = new Map(refusals.map((refusal) => [refusal.line, refusal]));
  return [...outcomes].map((letter, i) => {
    const { code = null, path = null } = faults.get(first + i) ?? {};
    return { line: first + i, outcome: outcomeOf[letter as keyof typeof outcomeOf], code, path };
  });
}
