import type { Disclosure, DisclosureSlot } from '@fairdue/contracts';
import type { Judged } from '../rules/evaluate.ts';
import type { OwedDuty } from './decision.wire.ts';

/** The texts a contact must carry, each once, with every rule that asks for it. */
export function disclosuresOf(judged: readonly Judged[]): Disclosure[] {
  const rulesBySlot = new Map<DisclosureSlot, string[]>();
  for (const { rule, verdict } of judged) {
    if (verdict.outcome !== 'due' || rule.enforcement === 'off') continue;
    for (const slot of verdict.slots) rulesBySlot.set(slot, [...(rulesBySlot.get(slot) ?? []), rule.id]);
  }
  return [...rulesBySlot].map(([slot, ruleIds]) => ({ slot, ruleIds }));
}

export const dutiesOf = (judged: readonly Judged[]): OwedDuty[] =>
  judged.flatMap(({ rule, verdict }) =>
    verdict.outcome === 'due' && verdict.duty && rule.enforcement !== 'off'
      ? [{ ruleId: rule.id, ...verdict.duty, debtIds: [...verdict.debtIds] }]
      : [],
  );
