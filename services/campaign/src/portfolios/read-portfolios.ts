import { Router } from 'express';
import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { readQuery } from '../campaigns/read-query.ts';
import { countsOfArms } from './counter.store.ts';
import { findOwnPortfolio, listPortfolios } from './portfolio.store.ts';
import { portfolioWire, resultsWire } from './portfolio-wire.ts';

export const PortfolioQuery = z.object({
  active: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  startingAfter: Id.optional(),
});

/** A creditor's portfolio campaigns, and one of them with how far it is and what came of each arm. */
export const readPortfoliosRoute = ({ db }: Deps) =>
  Router()
    .get('/v1/rcm/campaigns', async (req, res) => {
      const by = caller(req);
      requirePermission(by, 'campaign.campaigns:read');
      const { active, limit, startingAfter } = readQuery(PortfolioQuery, req.query);
      const wanted = { active: active === undefined ? undefined : active === 'true', after: startingAfter, limit };

      const rows = await listPortfolios(db, theCreditor(by), wanted);

      res.json({ campaigns: rows.map(portfolioWire) });
    })
    .get('/v1/rcm/campaigns/:portfolioId', async (req, res) => {
      const by = caller(req);
      requirePermission(by, 'campaign.campaigns:read');
      const portfolioId = read(z.string(), req.params.portfolioId);

      const portfolio = await findOwnPortfolio(db, by.creditorIds, portfolioId);
      const counts = await countsOfArms(db, theCreditor(by, portfolio.creditorId), portfolioId);

      res.json({ campaign: portfolioWire(portfolio), results: resultsWire(portfolio, counts) });
    });
