import { Router } from 'express';
import { Id } from '@fairdue/contracts';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { readCursor } from '@fairdue/store';
import { PageQuery } from '../page-query.ts';
import { listCreditors, loadCreditor } from './creditor.store.ts';
import { creditorBody, creditorFacts, creditorInfo } from './creditor.wire.ts';

/** R36. A creditor the account is not linked to does not exist. */
export const creditorInfoRoute = ({ db }: Deps) =>
  Router().get('/api/v1/creditors/:creditorId/info', async (req, res) => {
    const creditorId = theCreditor(caller(req), req.params.creditorId);
    res.json(creditorInfo(await loadCreditor({ db }, creditorId)));
  });

/** For the agency, which works for every creditor of the installation. */
export const readCreditorRoute = ({ db }: Deps) =>
  Router()
    .get('/agency/v1/creditors', async (req, res) => {
      requirePermission(caller(req), 'agency.creditors:read');
      const { limit, after } = read(PageQuery, req.query);
      const { items, next } = await listCreditors(db, { limit, cursor: readCursor(after, ['string']) });
      res.json({ items: items.map(creditorBody), next });
    })
    .get('/agency/v1/creditors/:creditorId', async (req, res) => {
      requirePermission(caller(req), 'agency.creditors:read');
      res.json(creditorBody(await loadCreditor({ db }, read(Id, req.params.creditorId, 'creditorId'))));
    });

/** For other services, when an event has not reached them yet. */
export const creditorFactsRoute = ({ db }: Deps) =>
  Router().get('/internal/creditors/:creditorId', async (req, res) => {
    const creditorId = theCreditor(caller(req), read(Id, req.params.creditorId, 'creditorId'));
    res.json(creditorFacts(await loadCreditor({ db }, creditorId)));
  });
