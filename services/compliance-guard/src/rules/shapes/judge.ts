import type { Look } from '../look.ts';
import type { Verdict } from '../verdict.ts';

/** A record's shape made ready: what it says of one look at the facts, about the debts that are its matter. */
export type Judge = (look: Look, inScope: readonly string[]) => Verdict;
