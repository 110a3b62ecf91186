import { Id } from '@fairdue/contracts';
import { caller, read, requirePermission, theCreditor, theCreditors, type Caller } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { pageOf, readCursor, type Connection } from '@fairdue/store';
import { Router } from 'express';
import type { z } from 'zod';
import type { Guard } from '../permits/guard.ts';
import type { BackTest } from './back-test.ts';
import { findBackTest, listBackTests, listFindings } from './back-test.store.ts';
import {
  backTestBody, BackTestQuery, findingBody, FindingQuery, type BackTestList, type FindingList,
} from './back-test.wire.ts'; // prettier-ignore

const all = '/agency/v1/rules/back-tests';
const path = `${all}/:backTestId` as const;

async function theBackTest(db: Connection, from: Caller, named: unknown): Promise<BackTest> {
  requirePermission(from, 'agency.rules:read');
  const found = await findBackTest(db, theCreditors(from), read(Id, named, 'backTestId'));
  if (!found) throw new Refused('not-found', 'back-test-not-found', 'There is no such back-test.');
  return found;
}

/** How far a back-test has come, and what it found, also while it runs. */
export const readBackTestsRoutes = ({ deps: { db } }: Guard) =>
  Router()
    .get(all, async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.rules:read');
      const { limit, after } = read(BackTestQuery, req.query);
      const cursor = readCursor(after, ['string']);

      const rows = await listBackTests(db, theCreditor(from), { after: cursor, limit: limit + 1 });

      const { items, next } = pageOf(rows, limit, ['_id']);
      const body: z.output<typeof BackTestList> = { items: items.map(backTestBody), next };
      res.json(body);
    })
    .get(path, async (req, res) => {
      const backTest = await theBackTest(db, caller(req), req.params['backTestId']);

      res.json(backTestBody(backTest));
    })
    .get(`${path}/findings`, async (req, res) => {
      const backTest = await theBackTest(db, caller(req), req.params['backTestId']);
      const { finding, limit, after } = read(FindingQuery, req.query);
      const cursor = readCursor(after, ['date', 'string']);

      const rows = await listFindings(db, backTest, finding, { after: cursor, limit: limit + 1 });

      const { items, next } = pageOf(rows, limit, ['at', '_id']);
      const body: z.output<typeof FindingList> = { items: items.map(findingBody), next };
      res.json(body);
    });
