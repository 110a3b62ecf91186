import { Router } from 'express';
import { z } from 'zod';
import { topicNames } from '@fairdue/contracts';
import { caller, problemErrors, read, requirePermission, type Family } from '@fairdue/http';
import { giveUpDeadLetter, listDeadLetters, readDeadLetter, type Consumers } from '@fairdue/outbox';
import type { Connection } from '@fairdue/store';

const List = z.strictObject({
  state: z.enum(['waiting', 'redriven', 'set-aside']).default('waiting'),
  topic: z.enum(topicNames).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.string().optional(),
});
const Redrive = z.strictObject({ topic: z.enum(topicNames), key: z.string().min(1).max(200) });
const GiveUp = z.strictObject({ reason: z.string().trim().min(1).max(500) });

/**
 * `/agency/v1/dead-letters/{service}`: what this service could not apply, why, and the way back. A letter's content may
 * be about a person, so reading it is a permission of its own; lists show ids and causes only.
 */
export function deadLetterFamily(service: string, db: Connection, consumers: () => Pick<Consumers, 'redrive'>): Family {
  const path = `/agency/v1/dead-letters/${service}`;
  const router = Router()
    .get(path, async (req, res) => {
      requirePermission(caller(req), 'agency.dead-letters:read');
      const { state, topic, limit, after } = read(List, req.query);
      res.json(await listDeadLetters(db, { state, limit, ...(topic && { topic }), ...(after && { after }) }));
    })
    .get(`${path}/:id`, async (req, res) => {
      requirePermission(caller(req), 'agency.dead-letters:read.sensitive');
      const { value, ...letter } = await readDeadLetter(db, req.params.id);
      res.json({ ...letter, value: value.toString('utf8') });
    })
    .post(`${path}/redrive`, async (req, res) => {
      requirePermission(caller(req), 'agency.dead-letters:write');
      const { topic, key } = read(Redrive, req.body);
      res.json(await consumers().redrive(topic, key));
    })
    .post(`${path}/:id/give-up`, async (req, res) => {
      requirePermission(caller(req), 'agency.dead-letters:write');
      const { reason } = read(GiveUp, req.body);
      await giveUpDeadLetter(db, req.params.id, caller(req).accountId, reason);
      res.json({ id: req.params.id, givenUp: true });
    });
  return { paths: [path], router, errors: problemErrors };
}
