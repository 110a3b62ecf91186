import { answerWith, caller, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import { transaction } from '@fairdue/store';
import { Router } from 'express';
import { writtenBy } from '../people/the-person.ts';
import type { Guard } from '../permits/guard.ts';
import { shippedRule, theVersion } from '../rules/versions/the-rule.ts';
import { noCounts, type BackTest } from './back-test.ts';
import { saveBackTest } from './back-test.store.ts';
import { backTestBody, BackTestRequest } from './back-test.wire.ts';
import { scheduleNextPage } from './run-back-tests.ts';

/** What would have been decided, and which contacts would have been violations, had these versions held all the time? */
export const startBackTestRoute = ({ deps }: Guard) =>
  Router().post('/agency/v1/rules/back-tests', idempotent(deps), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.rules:write');
    const { proposals, ...asked } = read(BackTestRequest, req.body);
    const creditorId = theCreditor(from, asked.creditorId);
    const now = deps.now();
    const until = asked.to === undefined ? now : new Date(Math.min(Date.parse(asked.to), now.getTime()));
    if (new Date(asked.from) >= until)
      throw new Refused('rule', 'back-test-empty', 'Nothing is recorded yet of the time asked about.');
    for (const { ruleId, version } of proposals) {
      shippedRule(ruleId);
      await theVersion(deps.db, [creditorId], { ruleId, version });
    }

    const backTest: BackTest = {
      _id: newId('backTest'),
      creditorId,
      proposals,
      from: new Date(asked.from),
      to: until,
      requestedBy: writtenBy(from),
      createdAt: now,
      finishedAt: null,
      page: 0,
      place: { phase: 'decisions', after: null },
      counts: noCounts,
      total: null,
      done: 0,
    };
    const body = backTestBody(backTest);
    await transaction(deps.db, async (tx) => {
      await saveBackTest(tx, backTest);
      await scheduleNextPage(tx, backTest);
      await answerWith(tx, req, 202, body);
    });

    res.status(202).location(`/agency/v1/rules/back-tests/${backTest._id}`).json(body);
  });
