import { Router } from 'express';
import { z } from 'zod';
import { Id, InteractionStatus } from '@fairdue/contracts';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { readCursor } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { forAgency } from './interaction-on-the-wire.ts';
import { eyesOf } from './who-sees-content.ts';
import { listInteractions, loadInteractions } from './interaction.store.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Everything that is said has to hold. `from` and `to` are of when an interaction was recorded; `to` is not in it. */
export const InteractionQuery = z.strictObject({
  customerId: Id.exactOptional(),
  debtId: Id.exactOptional(),
  campaignId: Id.exactOptional(),
  status: InteractionStatus.exactOptional(),
  from: instant.exactOptional(),
  to: instant.exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional(),
});

/** A creditor’s contacts, made and not made, newest first; and one of them. */
export const interactionsRoute = (deps: CommunicatorDeps) =>
  Router()
    .get('/agency/v1/interactions', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.interactions:read');
      const { limit, after, ...wanted } = read(InteractionQuery, req.query);
      const page = await listInteractions(deps, theCreditor(from), wanted, {
        limit,
        cursor: readCursor(after, ['date', 'string']),
      });
      res.json({ items: page.items.map((row) => forAgency(row, eyesOf(deps, from))), next: page.next });
    })
    .get('/agency/v1/interactions/:interactionId', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.interactions:read');
      const { interactionId } = req.params;
      const found = (await loadInteractions(deps, theCreditor(from), [interactionId])).get(interactionId);
      if (!found) throw new Refused('not-found', 'interaction-not-found', `There is no interaction ${interactionId}.`);
      res.json(forAgency(found, eyesOf(deps, from)));
    });
