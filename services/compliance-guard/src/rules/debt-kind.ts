import { recordedFact, type Look } from './look.ts';

/** Consumer debt unless it is known to be something else: that is what most rules protect. */
export function debtKindOf(look: Look, debtId: string | null): string {
  const recorded = recordedFact(look, 'debtKind', debtId)?.value;
  if (typeof recorded === 'string') return recorded;
  return look.facts.settings.debtType === 'DEBT_TYPE_COMMERCIAL' ? 'commercial' : 'consumer';
}

/** Every kind but commercial is a consumer's; medical debt is one of them. */
export const isOfKind = (kind: string, asked: 'consumer' | 'commercial' | 'medical'): boolean =>
  asked === 'consumer' ? kind !== 'commercial' : kind === asked;
