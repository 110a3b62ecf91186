import { caller, idempotent, read, requirePermission } from '@fairdue/http';
import { Router } from 'express';
import { z } from 'zod';
import type { Guard } from '../permits/guard.ts';
import { factNames, factRegistry, type FactName } from '../rules/fact-registry.ts';
import type { FactValue } from '../rules/facts.ts';
import { preferenceNames, valueOf } from './fact-value.ts';
import { endsAfterItBegins, endsTooEarly, factList, subject, validTime } from './fact.wire.ts';
import { PersonId } from './the-person.ts';
import { writeFacts } from './write-facts.ts';

const valueOrNothing = (name: FactName) =>
  valueOf(name).nullable().optional().meta({ description: factRegistry[name].about });

const Preferences = z.strictObject(
  Object.fromEntries(preferenceNames.map((name) => [name, valueOrNothing(name)] as const)),
) as z.ZodType<Partial<Record<FactName, FactValue | null>>>;

/** Each preference by its name; null takes it back. `contactId` goes with those about a contact only. */
export const PreferencesRequest = z
  .strictObject({ personId: PersonId, preferences: Preferences, ...subject, ...validTime })
  .refine(({ preferences }) => Object.keys(preferences).length > 0, { path: ['preferences'], error: 'must name one' })
  .refine(endsAfterItBegins, endsTooEarly);

/** What a customer, or their employer, said about when, where and how: times and places, work, the end of calls. */
export const agencyPreferencesRoutes = (guard: Guard) =>
  Router().post('/agency/v1/preferences', idempotent(guard.deps), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.preferences:write');
    const { personId, preferences, from: begins, ...rest } = read(PreferencesRequest, req.body);
    const stated = factNames.flatMap((name) => {
      const value = preferences[name];
      return value === undefined ? [] : [{ ...rest, name, value, from: begins }];
    });

    const facts = await writeFacts(guard, from, personId, 'preference-recorded', stated);

    res.status(201).json(factList(facts));
  });
