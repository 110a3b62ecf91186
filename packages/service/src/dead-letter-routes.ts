import { Router } from 'express';
import { caller, problemErrors, read, requirePermission, type Family } from '@fairdue/http';
import { giveUpDeadLetter, listDeadLetters, readDeadLetter, type Consumers } from '@fairdue/outbox';
import type { Connection } from '@fairdue/store';
import { deadLetterBody, deadLetterLine, DeadLetterQuery, GiveUpRequest, RedriveRequest } from './dead-letter.wire.ts';

/**
 * `/agency/v1/dead-letters/{service}`: what this service could not apply, why, and the way back. A letter's content may
 * be about a person, so reading it is a permission of its own; lists show ids and causes only.
 */
export function deadLetterFamily(service: string, db: Connection, consumers: () => Pick<Consumers, 'redrive'>): Family {
  const path = `/agency/v1/dead-letters/${service}`;
  const router = Router()
    .get(path, async (req, res) => {
      requirePermission(caller(req), 'agency.dead-letters:read');
      const { state, topic, limit, after } = read(DeadLetterQuery, req.query);
      const wanted = { state, limit, ...(topic && { topic }), ...(after !== undefined && { after }) };
      const { items, next } = await listDeadLetters(db, wanted);
      res.json({ items: items.map(deadLetterLine), next });
    })
    .get(`${path}/:id`, async (req, res) => {
      requirePermission(caller(req), 'agency.dead-letters:read.sensitive');
      res.json(deadLetterBody(await readDeadLetter(db, req.params.id)));
    })
    .post(`${path}/redrive`, async (req, res) => {
      requirePermission(caller(req), 'agency.dead-letters:write');
      const { topic, key } = read(RedriveRequest, req.body);
      res.json(await consumers().redrive(topic, key));
    })
    .post(`${path}/:id/give-up`, async (req, res) => {
      requirePermission(caller(req), 'agency.dead-letters:write');
      const { reason } = read(GiveUpRequest, req.body);
      await giveUpDeadLetter(db, req.params.id, caller(req).accountId, reason);
      res.json({ id: req.params.id, givenUp: true });
    });
  return { paths: [path], router, errors: problemErrors };
}
