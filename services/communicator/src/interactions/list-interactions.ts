import { Router } from 'express';
import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { readCursor } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { forAgency } from './interaction-on-the-wire.ts';
import { eyesOf } from './who-sees-content.ts';
import { listInteractions, loadInteractions } from './interaction.store.ts';

export const InteractionQuery = z.strictObject({
  customerId: Id,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional(),
});

/** One customer's contacts, made and not made, newest first; and one of them. */
export const interactionsRoute = (deps: CommunicatorDeps) =>
  Router()
    .get('/agency/v1/interactions', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.interactions:read');
      const { customerId, limit, after } = read(InteractionQuery, req.query);
      const page = await listInteractions(deps, theCreditor(from), customerId, {
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
