import { Router } from 'express';
import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { readCursor } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { onTheWire } from './interaction-on-the-wire.ts';
import { listInteractions, loadInteractions } from './interaction.store.ts';
import type { Interaction } from './interaction.ts';

const Query = z.strictObject({
  customerId: Id,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional(),
});

/** What the agency sees beside the wire's fields: how the hand-over stands, and why a contact was not made. */
const forAgency = (interaction: Interaction, maySeeSensitive: boolean) => ({
  ...onTheWire(interaction, { maySeeSensitive }),
  handOver: interaction.handOver,
  campaignId: interaction.campaignId,
  touchId: interaction.touchId,
  attempt: interaction.attempt,
  permitId: interaction.permitId,
  messageHash: interaction.messageHash,
  blocking: interaction.blocking,
  nextAllowedAt: interaction.nextAllowedAt?.toISOString() ?? null,
});

/** One customer's contacts, made and not made, newest first; and one of them. */
export const interactionsRoute = ({ db }: CommunicatorDeps) =>
  Router()
    .get('/agency/v1/interactions', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.interactions:read');
      const { customerId, limit, after } = read(Query, req.query);
      const page = await listInteractions({ db }, theCreditor(from), customerId, {
        limit,
        cursor: readCursor(after, 2),
      });
      res.json({ items: page.items.map((row) => forAgency(row, seesSensitive(from))), next: page.next });
    })
    .get('/agency/v1/interactions/:interactionId', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.interactions:read');
      const { interactionId } = req.params;
      const found = (await loadInteractions({ db }, theCreditor(from), [interactionId])).get(interactionId);
      if (!found) throw new Refused('not-found', 'interaction-not-found', `There is no interaction ${interactionId}.`);
      res.json(forAgency(found, seesSensitive(from)));
    });

const seesSensitive = ({ permissions }: ReturnType<typeof caller>): boolean =>
  permissions.has('*') || permissions.has('interaction:read.sensitive');
