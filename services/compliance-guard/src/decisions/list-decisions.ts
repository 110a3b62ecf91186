import type { Channel } from '@fairdue/contracts';
import { caller, read, requirePermission } from '@fairdue/http';
import { pageOf, readCursor } from '@fairdue/store';
import { Router } from 'express';
import type { z } from 'zod';
import { thePerson } from '../people/the-person.ts';
import type { Guard } from '../permits/guard.ts';
import { decisionsOfCustomer, type ListedDecision } from './decision.store.ts';
import { DecisionQuery, type AnsweredDecision, type DecisionList, type ShortDecision } from './decision.wire.ts';

type Told = {
  request: { askId?: string; permitId?: string; channel?: Channel; theme?: string; contactId?: string };
  /** A question's answer says how it was understood; that of a permit does not, as its request says it all. */
  data: z.output<typeof AnsweredDecision> & { channel?: Channel; theme?: string; contact?: { id: string } };
};

function short({
  _id: decisionId,
  kind,
  at,
  allowed,
  requestedBy,
  rulesetVersion,
  record,
}: ListedDecision): ShortDecision {
  const { request, data } = JSON.parse(record) as Told;
  return {
    decisionId, kind, at: at.toISOString(), allowed, requestedBy, rulesetVersion,
    channel: data.channel ?? request.channel ?? null,
    theme: data.theme ?? request.theme ?? null,
    contactId: data.contact?.id ?? request.contactId ?? null,
    interactionId: request.askId ?? null,
    permitId: request.permitId ?? null,
    blocking: data.blocking,
    nextAllowedAt: data.nextAllowedAt,
    timeZones: data.timeZones,
  }; // prettier-ignore
}

/** Every answer of the rules about one customer, allowed or not, with where in the law each obstacle stands. */
export const listDecisionsRoute = (guard: Guard) =>
  Router().get('/agency/v1/decisions', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.decisions:read');
    const { customerId, limit, after } = read(DecisionQuery, req.query);
    const { creditorId } = await thePerson(guard, from, customerId);

    const rows = await decisionsOfCustomer(guard.deps.db, creditorId, customerId, {
      after: readCursor(after, ['date', 'string']),
      limit: limit + 1,
    });
    const { items, next } = pageOf(rows, limit, ['at', '_id']);

    const body: z.output<typeof DecisionList> = { items: items.map(short), next };
    res.json(body);
  });
