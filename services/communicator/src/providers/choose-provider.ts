import type { RestingProvider } from './with-breaker.ts';

type Candidate = Pick<RestingProvider, 'name' | 'isResting'>;

/**
 * The first of a channel that does not rest, of those at which this message has not been turned away since it was last put
 * off. Where all rest, the first that is left is asked all the same: its own breaker answers at once.
 */
export function chooseProvider<P extends Candidate>(
  [first, ...others]: readonly [P, ...P[]],
  tried: readonly string[],
): { provider: P; hasAnother: boolean } {
  const left = [first, ...others].filter(({ name }) => !tried.includes(name));
  const provider = left.find((each) => !each.isResting()) ?? left[0] ?? first;
  return { provider, hasAnother: left.some(({ name }) => name !== provider.name) };
}
