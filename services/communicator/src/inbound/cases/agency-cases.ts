import { Router } from 'express';
import type { z } from 'zod';
import { caller, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { readCursor, transaction } from '@fairdue/store';
import type { CommunicatorDeps } from '../../config.ts';
import { caseBody, CaseQuery, DecisionRequest, type CasePage } from './case.wire.ts';
import { enforceCase, enforceLater } from './enforce-case.ts';
import { findCase, listCases, saveCase } from './proposed-case.store.ts';
import { decided } from './proposed-case.ts';

/** What messages in free words may mean, for people to read and to decide: confirmed it holds for good, rejected no more. */
export const agencyCasesRoutes = (deps: CommunicatorDeps) =>
  Router()
    .get('/agency/v1/cases', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.cases:read');
      const { state, limit, after } = read(CaseQuery, req.query);
      const cursor = readCursor(after, ['date', 'string']);

      const page = await listCases(deps, theCreditor(from), state, { limit, cursor });

      res.json({ items: page.items.map(caseBody), next: page.next } satisfies z.output<typeof CasePage>);
    })
    .get('/agency/v1/cases/:caseId', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.cases:read');
      const found = await findCase(deps, theCreditor(from), req.params.caseId);
      if (!found) throw unknown(req.params.caseId);
      res.json(caseBody(found));
    })
    .post('/agency/v1/cases/:caseId/decide', idempotent(deps), async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.cases:write');
      const creditorId = theCreditor(from);
      const caseId = String(req.params['caseId']);
      const body = read(DecisionRequest, req.body);
      const by = { kind: 'account', id: from.accountId, description: body.reason } as const;

      const row = await transaction(deps.db, async (tx) => {
        const before = await findCase(tx, creditorId, caseId);
        if (!before) throw unknown(caseId);
        const after = decided(before, body, by, deps.now());
        if (after === before) return before;
        await saveCase(tx, after);
        await enforceLater(tx, after);
        return after;
      });
      await enforceCase(deps, row, 'silence');

      res.json(caseBody(row));
    });

const unknown = (caseId: string): Refused => new Refused('not-found', 'case-not-found', `There is no case ${caseId}.`);
