import { caller, idempotent, read, requirePermission } from '@fairdue/http';
import { Router } from 'express';
import type { Guard } from '../permits/guard.ts';
import { recordable, valueOf } from './fact-value.ts';
import { EndQuery, factBody, factList, FactPath, FactQuery, FactRequest } from './fact.wire.ts';
import { PersonId, thePerson } from './the-person.ts';
import { writeFacts } from './write-facts.ts';

const facts = '/agency/v1/people/:personId/facts';

/** What is known of a person because somebody wrote it down: all of it, one fact, a new word, the end of one. */
export const agencyFactsRoutes = (guard: Guard) =>
  Router()
    .get(facts, async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.facts:read');
      const { knownAt } = read(FactQuery, req.query);

      const person = await thePerson(guard, from, read(PersonId, req.params['personId'], 'personId'));

      res.json(factList(person.facts, knownAt));
    })
    .get(`${facts}/:name`, async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.facts:read');
      const { personId, name } = read(FactPath, req.params);
      const { knownAt } = read(FactQuery, req.query);

      const person = await thePerson(guard, from, personId);

      const ofName = person.facts.filter((fact) => fact.name === name);
      res.json(factList(ofName, knownAt));
    })
    .put(`${facts}/:name`, idempotent(guard.deps), async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.facts:write');
      const { personId, name } = read(FactPath, req.params);
      const { value: said, ...rest } = read(FactRequest, req.body);
      const value = read(valueOf(recordable(name)), said, 'value');

      const [fact] = await writeFacts(guard, from, personId, 'fact-recorded', [{ ...rest, name, value }]);

      res.json(fact && factBody(fact));
    })
    .delete(`${facts}/:name`, idempotent(guard.deps), async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.facts:write');
      const { personId, name } = read(FactPath, req.params);
      const { contactId = null, debtId = null, from: begins } = read(EndQuery, req.query);

      await writeFacts(guard, from, personId, 'fact-recorded', [
        { name: recordable(name), contactId, debtId, value: null, from: begins, until: null },
      ]);

      res.status(204).end();
    });
