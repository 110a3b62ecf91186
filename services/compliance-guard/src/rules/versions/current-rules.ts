import { Unavailable } from '@fairdue/refused';
import type { Connection } from '@fairdue/store';
import { ruleset as shipped, rulesetOver, rulesetVersion, type Ruleset } from '../ruleset.ts';
import { leadMs, type ActiveVersion } from './rule-version.ts';
import { activeVersions, readRevision } from './rule-version.store.ts';
import { tenuresOf } from './tenures.ts';

/** What was read is asked about again after so long, by either clock: a business clock that jumped has aged it. */
const freshMs = 2_000;

/** The rules of one creditor, with all that was activated for it or for everybody. */
export function rulesetFor(creditorId: string | null, versions: readonly ActiveVersion[]): Ruleset {
  const its = versions.filter((version) => version.creditorId === null || version.creditorId === creditorId);
  if (its.length === 0) return shipped;
  return rulesetOver(`${rulesetVersion}+${its.length}`, tenuresOf(shipped.rules, its, creditorId));
}

/** What one reading of the versions says: the rules of every creditor, made ready when they are first asked for. */
export class KnownRules {
  readonly revision: number;
  readonly #versions: readonly ActiveVersion[];
  readonly #owners: ReadonlySet<string | null>;
  readonly #rulesets = new Map<string | null, Ruleset>();
  readonly #knownUntil: number;

  constructor(revision: number, versions: readonly ActiveVersion[], readAt: number) {
    this.revision = revision;
    this.#versions = versions;
    this.#owners = new Set(versions.map(({ creditorId }) => creditorId));
    this.#knownUntil = readAt + leadMs;
  }

  /** The same, read again later: nothing has changed. */
  readAgain(readAt: number): KnownRules {
    const again = new KnownRules(this.revision, this.#versions, readAt);
    for (const [creditorId, ruleset] of this.#rulesets) again.#rulesets.set(creditorId, ruleset);
    return again;
  }

  /**
   * For a decision made at `now`. Whatever was activated since they were read takes effect later than they are good for;
   * who comes later than that, after a long wait, decides nothing.
   */
  of(creditorId: string, now: Date): Ruleset {
    if (now.getTime() >= this.#knownUntil)
      throw new Unavailable('rules-stale', 'The rules were read too long ago. Please repeat.', 1);
    const owner = this.#owners.has(creditorId) ? creditorId : null;
    const known = this.#rulesets.get(owner) ?? rulesetFor(owner, this.#versions);
    this.#rulesets.set(owner, known);
    return known;
  }
}

/** The rules as this replica knows them. Reading the store again costs one small row, every two seconds at most. */
export class CurrentRules {
  readonly #db: Connection;
  readonly #now: () => Date;
  #known: KnownRules | undefined;
  #readAt = -Infinity;
  #readAtMonotonic = -Infinity;
  #reading: Promise<KnownRules> | undefined;

  constructor(db: Connection, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  async read(): Promise<KnownRules> {
    const age = Math.max(this.#now().getTime() - this.#readAt, performance.now() - this.#readAtMonotonic);
    if (this.#known && age < freshMs) return this.#known;
    this.#reading ??= this.#readAnew().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  /** Times are taken before the store is asked: what it answers may be newer, never older. */
  async #readAnew(): Promise<KnownRules> {
    const [readAt, readAtMonotonic] = [this.#now().getTime(), performance.now()];
    const revision = await readRevision(this.#db);
    const known =
      this.#known?.revision === revision
        ? this.#known.readAgain(readAt)
        : new KnownRules(revision, await activeVersions(this.#db), readAt);
    [this.#known, this.#readAt, this.#readAtMonotonic] = [known, readAt, readAtMonotonic];
    return known;
  }
}
