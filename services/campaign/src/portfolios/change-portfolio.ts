import { Router } from 'express';
import { z } from 'zod';
import { answerWith, caller, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { Reason } from '../campaigns/campaign-body.ts';
import { scheduleFollowing } from './bring-in-line.ts';
import { changeState } from './portfolio.ts';
import type { PortfolioState } from './portfolio-state.ts';
import { findOwnPortfolio, loadPortfolio, savePortfolio } from './portfolio.store.ts';
import { portfolioWire } from './portfolio-wire.ts';

const changes = { pause: 'paused', resume: 'running', cancel: 'ended' } as const satisfies Record<
  string,
  PortfolioState
>;

/** Pauses, resumes and ends all members as one: it holds for them with this answer, and shows on each soon after. */
export const changePortfolioRoute = ({ db, now }: Deps) => {
  const router = Router();
  for (const [verb, state] of Object.entries(changes))
    router.post(`/v1/rcm/campaigns/:portfolioId/${verb}`, idempotent({ db }), async (req, res) => {
      const by = caller(req);
      requirePermission(by, 'campaign.campaigns:write');
      const portfolioId = read(z.string(), req.params['portfolioId']);
      const { reason: note } = read(Reason, req.body ?? {});
      const own = await findOwnPortfolio(db, by.creditorIds, portfolioId);
      const creditorId = theCreditor(by, own.creditorId);

      const body = await transaction(db, async (tx) => {
        const before = await loadPortfolio(tx, creditorId, portfolioId);
        const after = changeState(before, state, { actor: { kind: 'user', id: by.accountId }, note }, now());
        if (after !== before) {
          await savePortfolio(tx, after);
          await scheduleFollowing(tx, after, '', now());
        }
        const answer = { campaign: portfolioWire(after) };
        await answerWith(tx, req, 200, answer);
        return answer;
      });

      res.json(body);
    });
  return router;
};
