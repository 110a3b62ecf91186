import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import type { GuardConfig } from '../config.ts';
import { loadSettings } from '../creditors/creditor-settings.ts';
import { noSuchPerson } from '../customers/no-such-person.ts';
import { loadOrRestore } from '../customers/restore-lost.ts';
import type { Completeness } from '../customers/facts-are-complete.ts';
import type { CurrentRules } from '../rules/versions/current-rules.ts';
import type { Commit, Outcome } from './customer-queue.ts';
import type { Effect } from './effect.ts';
import { writeEffects } from './write-effects.ts';

/** Shorter than callers wait for a hold, so that a store that is away becomes their 503. */
const deadlineMs = 6_000;

/** Steps of many customers in one transaction: read, decide, write. Either all of it is stored or nothing is answered. */
export const commitSteps =
  ({ db, now, config }: Deps<GuardConfig>, completeness: Completeness, currentRules: CurrentRules): Commit =>
  async (steps) => {
    const isComplete = await completeness(steps);
    return transaction(
      db,
      async (tx) => {
        const { before, after } = await loadOrRestore(tx, steps);
        const settingsOf = await loadSettings(
          tx,
          steps.map(({ creditorId }) => creditorId),
        );
        const rules = await currentRules.read();
        const effects: Effect<unknown>[] = [];
        const outcomes = steps.map(({ creditorId, customerId, step }): Outcome => {
          const customer = after.get(customerId);
          if (!customer || customer.creditorId !== creditorId) return { error: noSuchPerson() };
          try {
            const at = now();
            const effect = step(customer, {
              settings: settingsOf(creditorId),
              ruleset: rules.of(creditorId, at),
              now: at,
              realNow: new Date(),
              factsAreComplete: isComplete(customerId) && customer.version > 0,
              permitLifetimeMs: config.PERMIT_LIFETIME_SECONDS * 1_000,
              callPermitLifetimeMs: config.CALL_PERMIT_LIFETIME_SECONDS * 1_000,
            });
            after.set(customerId, effect.customer);
            effects.push(effect);
            return { answer: effect.answer };
          } catch (error) {
            if (error instanceof Refused) return { error };
            throw error;
          }
        });
        await writeEffects(tx, before, after, effects);
        return outcomes;
      },
      { deadlineMs },
    );
  };
