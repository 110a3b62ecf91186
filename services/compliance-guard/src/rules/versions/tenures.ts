import type { Rule } from '../rule.ts';
import { always, type Tenure } from '../ruleset.ts';
import type { ActiveVersion } from './rule-version.ts';

/** Of two from one instant the one that was activated later holds, as does the later written of those activated at once. */
const inOrder = (a: ActiveVersion, b: ActiveVersion): number =>
  a.effectiveAt.getTime() - b.effectiveAt.getTime() ||
  a.activatedAt.getTime() - b.activatedAt.getTime() ||
  a.version - b.version;

/** Which version of one rule holds when. A creditor's own stands before everybody's for as long as there is one. */
function tenuresOfRule(shipped: Rule, versions: readonly ActiveVersion[]): Tenure[] {
  let everybodys = shipped;
  let own: Rule | null = null;
  const tenures = [always(shipped)];
  for (const { creditorId, record, effectiveAt } of versions.toSorted(inOrder)) {
    if (creditorId === null) everybodys = record ?? everybodys;
    else own = record;
    const rule = own ?? everybodys;
    const last = tenures.at(-1);
    const from = effectiveAt.getTime();
    if (last?.rule === rule) continue;
    if (last) last.until = from;
    tenures.push({ rule, from, until: Infinity });
  }
  return tenures.filter(({ from, until }) => from < until);
}

/** For one creditor, or for everybody without own versions, every version of every rule with the time in which it holds. */
export function tenuresOf(
  shipped: readonly Rule[],
  versions: readonly ActiveVersion[],
  creditorId: string | null,
): Tenure[] {
  const byRule = new Map<string, ActiveVersion[]>();
  for (const version of versions) {
    if (version.creditorId !== null && version.creditorId !== creditorId) continue;
    byRule.set(version.ruleId, [...(byRule.get(version.ruleId) ?? []), version]);
  }
  return shipped.flatMap((rule) => tenuresOfRule(rule, byRule.get(rule.id) ?? []));
}
