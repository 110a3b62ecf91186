import { Id, Instant, RecordedBy } from '@fairdue/contracts';
import { z } from 'zod';
import type { CustomerFact } from '../customers/customer.ts';
import { factNames, factRegistry, type FactName } from '../rules/fact-registry.ts';
import { PersonId } from './the-person.ts';

export const FactPath = z.object({ personId: PersonId, name: z.enum(factNames) });

/** On what it stands: unnamed, on every contact or debt of the person. */
export const subject = { contactId: Id.nullable().default(null), debtId: Id.nullable().default(null) };

/** Since when, and until when, it is true. From now on, without an end, unless said. */
export const validTime = { from: Instant.optional(), until: Instant.nullable().default(null) };

export const Value = z.union([z.boolean(), z.string(), z.array(z.string())]);

type Times = { from?: string | undefined; until: string | null };
export const endsAfterItBegins = ({ from, until }: Times): boolean => !from || !until || from < until;
export const endsTooEarly = { path: ['until'], error: 'must be after from' };

export const FactRequest = z
  .strictObject({ value: Value, ...subject, ...validTime })
  .refine(endsAfterItBegins, endsTooEarly);

export const EndQuery = z.strictObject({ contactId: Id.optional(), debtId: Id.optional(), from: Instant.optional() });

/** `knownAt`: as it was known then. */
export const FactQuery = z.strictObject({ knownAt: Instant.optional() });

/** One word about a fact. Without a value it says that nothing is known from then on. */
export const FactBody = z.strictObject({
  name: z.enum(factNames),
  contactId: Id.nullable(),
  debtId: Id.nullable(),
  value: Value.nullable(),
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  recordedAt: z.iso.datetime(),
  recordedBy: z.strictObject(RecordedBy.shape),
});

/** Every word about facts of one person, the oldest first. */
export const FactList = z.strictObject({ items: z.array(FactBody), next: z.null() });

export function factBody({ of, value, from, until, recordedAt, ...fact }: CustomerFact): z.output<typeof FactBody> {
  const name = fact.name as FactName;
  const { on } = factRegistry[name];
  return {
    name,
    contactId: on === 'contact' ? of : null,
    debtId: on === 'debt' ? of : null,
    value: Array.isArray(value) ? [...(value as readonly string[])] : (value as z.output<typeof Value> | null),
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
    recordedAt: recordedAt.toISOString(),
    recordedBy: fact.recordedBy,
  };
}

export const factList = (facts: readonly CustomerFact[], knownAt?: string): z.output<typeof FactList> => ({
  items: facts
    .filter(({ recordedAt }) => knownAt === undefined || recordedAt.toISOString() <= knownAt)
    .toSorted((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime())
    .map(factBody),
  next: null,
});
