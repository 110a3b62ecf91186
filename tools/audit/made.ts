import type { Consumed, Facts } from './facts.ts';

/** Permits of which a message came: delivered, and not taken back when its hand-over was not even started. */
export function made({ consumed, delivered, endedPermitIds }: Facts): Consumed[] {
  const reached = new Set(delivered.map(({ interactionId }) => interactionId));
  const ended = new Set(endedPermitIds);
  return consumed.filter(({ permitId, interactionId }) => reached.has(interactionId) && !ended.has(permitId));
}
