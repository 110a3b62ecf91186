import { recordedFact, usualDebtKind, type Look } from './look.ts';

export function debtKindOf(look: Look, debtId: string | null): string {
  if (look.debtKind !== undefined) return look.debtKind;
  const recorded = recordedFact(look, 'debtKind', debtId)?.value;
  return typeof recorded === 'string' ? recorded : usualDebtKind(look.facts);
}

/** Every kind but commercial is a consumer's; medical debt is one of them. */
export const isOfKind = (kind: string, asked: 'consumer' | 'commercial' | 'medical'): boolean =>
  asked === 'consumer' ? kind !== 'commercial' : kind === asked;
