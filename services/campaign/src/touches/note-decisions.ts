import { PermitGrantedV1, PermitRefusedV1 } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { applySteps } from '../campaigns/apply-steps.ts';
import { campaignOfTouches } from './touch.store.ts';
import { checked } from './settle-touch.ts';
import type { TouchDecision } from './touch.ts';
import { byCreditor } from '../campaigns/by-creditor.ts';

type Decided = {
  creditorId: string;
  touchId: string | null;
  decision: TouchDecision;
  logged: Record<string, unknown>;
};

async function note(tx: Tx, now: Date, decided: readonly Decided[]): Promise<void> {
  for (const [creditorId, own] of byCreditor(decided)) {
    const campaignOf = await campaignOfTouches(tx, creditorId, own.flatMap(({ touchId }) => touchId ?? []));
    const steps = own.flatMap(({ touchId, decision, logged }) => {
      const campaignId = touchId && campaignOf.get(touchId);
      if (!touchId || !campaignId) return [];
      return [{ creditorId, campaignId, step: (situation: Parameters<typeof checked>[0]) => checked(situation, touchId, decision, logged) }];
    });
    await applySteps(tx, now, steps);
  }
} // prettier-ignore

/** Every decision of the guard about a touch becomes a line of the compliance log, granted or not. */
export const noteDecisions = ({ now }: Deps): Consumer[] => [
  consumer('note-decisions', PermitGrantedV1, (tx, events) =>
    note(
      tx,
      now(),
      events.flatMap(({ data, time, republished }) => {
        if (republished) return [];
        const { creditorId, touchId, decisionId, interactionId, rulesetVersion, factsHash, evaluatedRuleIds } = data;
        const decision = { at: new Date(time), result: true, ruleId: null, reasons: [], nextAllowedAt: null };
        const logged = {
          decisionId,
          interactionId,
          allowed: true,
          rulesetVersion,
          factsHash,
          ruleIds: evaluatedRuleIds,
        };
        return [{ creditorId, touchId, decision, logged }];
      }),
    ),
  ),
  consumer('note-decisions', PermitRefusedV1, (tx, events) =>
    note(
      tx,
      now(),
      events.flatMap(({ data, time, republished }) => {
        if (republished) return [];
        const { creditorId, touchId, decisionId, interactionId, rulesetVersion, factsHash, evaluatedRuleIds } = data;
        const { blocking, nextAllowedAt } = data;
        const decision = {
          at: new Date(time),
          result: false,
          ruleId: blocking[0]?.ruleId ?? null,
          reasons: blocking.map(({ reasonCode }) => reasonCode),
          nextAllowedAt: nextAllowedAt === null ? null : new Date(nextAllowedAt),
        };
        const logged = {
          decisionId,
          interactionId,
          allowed: false,
          rulesetVersion,
          factsHash,
          ruleIds: evaluatedRuleIds,
        };
        return [{ creditorId, touchId, decision, logged: { ...logged, blocking, nextAllowedAt } }];
      }),
    ),
  ),
];
