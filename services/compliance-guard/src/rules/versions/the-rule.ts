import { Refused } from '@fairdue/refused';
import type { Connection, Tx } from '@fairdue/store';
import type { Rule } from '../rule.ts';
import { rules, type Tenure } from '../ruleset.ts';
import { isActive, type RuleVersion } from './rule-version.ts';
import { listVersions } from './rule-version.store.ts';
import { tenuresOf } from './tenures.ts';

const shippedById = new Map(rules.map((rule) => [rule.id, rule]));

export function shippedRule(ruleId: string): Rule {
  const rule = shippedById.get(ruleId);
  if (!rule) throw new Refused('not-found', 'rule-not-found', 'There is no such rule.');
  return rule;
}

/** The version that holds for that creditor, or for everybody, after all that is activated has taken effect. */
export async function holdingVersion(tx: Tx, shipped: Rule, creditorId: string | null): Promise<Tenure> {
  const versions = await listVersions(tx, creditorId === null ? [] : [creditorId], shipped.id);
  const last = tenuresOf([shipped], versions.filter(isActive), creditorId).at(-1);
  if (!last) throw new Error(`The rule ${shipped.id} has no version.`);
  return last;
}

/** A version that somebody wrote. Another creditor's does not exist. */
export async function theVersion(
  where: Tx | Connection,
  creditorIds: readonly string[],
  { ruleId, version }: { ruleId: string; version: number },
): Promise<RuleVersion> {
  const versions = await listVersions(where, creditorIds, ruleId);
  const found = versions.find((each) => each.version === version);
  if (!found) throw new Refused('not-found', 'rule-version-not-found', 'That rule has no such version.');
  return found;
}
