import { Router } from 'express';
import { answerWith, caller, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { insertCounters } from './counter.store.ts';
import { schedulePage } from './plan-portfolio.ts';
import { newPortfolio } from './portfolio.ts';
import { armsOf, filterOf, StartPortfolio } from './portfolio-body.ts';
import { savePortfolio } from './portfolio.store.ts';
import { portfolioWire } from './portfolio-wire.ts';

/** Starts a campaign over all documents that fit a filter. Answered at once: the members are planned page after page. */
export const startPortfolioRoute = ({ db, now }: Deps) =>
  Router().post('/v1/rcm/campaigns', idempotent({ db }), async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'campaign.campaigns:write');
    const wish = read(StartPortfolio, req.body);
    const arms = armsOf(wish);
    const creditorId = theCreditor(by);

    const at = now();
    const portfolio = newPortfolio(
      {
        _id: newId('portfolio', at.getTime()),
        creditorId,
        name: wish.name ?? null,
        filter: filterOf(wish),
        arms,
        notes: wish.notes,
        bestTime: wish.bestTime ?? null,
        startedBy: { kind: 'user', id: by.accountId },
      },
      at,
    );
    const body = { campaign: portfolioWire(portfolio) };
    await transaction(db, async (tx) => {
      await savePortfolio(tx, portfolio);
      await insertCounters(tx, portfolio);
      await schedulePage(tx, portfolio, at);
      await answerWith(tx, req, 202, body);
    });

    res.status(202).location(`/v1/rcm/campaigns/${portfolio._id}`).json(body);
  });
