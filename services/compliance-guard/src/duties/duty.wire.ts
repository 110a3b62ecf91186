import { Id } from '@fairdue/contracts';
import { z } from 'zod';
import { rules } from '../rules/ruleset.ts';
import type { DutyRow } from './duty.store.ts';

export const dutyStates = ['open', 'late', 'fulfilled', 'withdrawn'] as const;

/** Late ones are open, too. `dueBefore` leaves out what is due on that day or later. */
export const DutyQuery = z.strictObject({
  state: z.enum(dutyStates).default('open'),
  dueBefore: z.iso.date().optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  after: z.string().max(500).optional(),
});

/** What a rule requires to be done about a debt, by the end of which day at the customer’s place, and whether it was. */
const DutyBody = z.strictObject({
  dutyId: z.string(),
  customerId: Id,
  debtId: Id,
  ruleId: z.string(),
  ruleVersion: z.int(),
  name: z.string(),
  citations: z.array(z.strictObject({ authority: z.string(), reference: z.string() })),
  task: z.string(),
  dueOn: z.iso.date(),
  dueAt: z.iso.datetime(),
  state: z.enum(dutyStates),
  doneOn: z.iso.date().nullable(),
});

export const DutyList = z.strictObject({ items: z.array(DutyBody), next: z.string().nullable() });

const ruleById = new Map(rules.map((rule) => [rule.id, rule]));

export function dutyBody(row: DutyRow, now: Date): z.output<typeof DutyBody> {
  const { _id: dutyId, customerId, debtId, ruleId, ruleVersion, task, dueOn, dueAt, state, doneOn } = row;
  const { name = ruleId, citations = [] } = ruleById.get(ruleId) ?? {};
  const isLate = state === 'open' && dueAt <= now;
  return {
    dutyId, customerId, debtId, ruleId, ruleVersion, name, citations: [...citations], task, dueOn,
    dueAt: dueAt.toISOString(), state: isLate ? 'late' : state, doneOn,
  }; // prettier-ignore
}
