/** Something that is measured: one figure a round. */
export type Contender = { name: string; run: () => Promise<number> };
export type Figures = ReadonlyMap<string, readonly number[]>;

export const rounds = Math.max(5, Number(process.env['BENCH_ROUNDS'] ?? 5));

/** They take turns, and who begins changes, so that whatever else the machine does hits all of them alike. */
export async function inTurns(contenders: readonly Contender[]): Promise<Figures> {
  const figures = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (const { run } of contenders) await run(); // warm: compiled, connected, cached
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of round % 2 === 0 ? contenders : contenders.toReversed())
      figures.get(name)?.push(await run());
    console.error(
      `round ${round + 1} of ${rounds}: ${[...figures].map(([name, of]) => `${name} ${shown(of.at(-1) ?? NaN)}`).join(', ')}`,
    );
  }
  return figures;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
export const of = (figures: Figures, name: string): readonly number[] => figures.get(name) ?? [];

export const shown = (value: number): string =>
  value >= 1_000 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);

/** Every contender's median and spread. */
export function print(title: string, unit: string, figures: Figures): void {
  console.log(`\n${title}`);
  for (const [name, values] of figures) {
    const spread = `${shown(Math.min(...values))} to ${shown(Math.max(...values))}`;
    console.log(`  ${name.padEnd(34)} ${shown(median(values)).padStart(9)} ${unit.padEnd(4)} (${spread})`);
  }
}

/** What one contender is of another: of the medians, and the range over the rounds, each taken by itself. */
export function printRatio(figures: Figures, [ours, theirs]: readonly [string, string], atLeast?: number): void {
  const byRound = of(figures, ours).map((value, round) => value / (of(figures, theirs)[round] ?? NaN));
  const ratio = median(of(figures, ours)) / median(of(figures, theirs));
  const spread = `${Math.min(...byRound).toFixed(2)} to ${Math.max(...byRound).toFixed(2)}`;
  const said = `${ours} / ${theirs}: ${ratio.toFixed(2)} (${spread})`;
  if (atLeast === undefined) console.log(`  ${said}`);
  else verdict(said, ratio >= atLeast, `at least ${atLeast.toFixed(2)}`);
}

export const verdict = (what: string, held: boolean, wanted: string): void =>
  console.log(`  ${what}; wanted ${wanted}: ${held ? 'held' : 'MISSED'}`);
