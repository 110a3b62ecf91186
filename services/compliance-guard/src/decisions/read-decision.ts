import { caller, requirePermission } from '@fairdue/http';
import { Router } from 'express';
import type { Guard } from '../permits/guard.ts';
import type { RuleOutcome } from './decision.wire.ts';
import { explained } from './explained.ts';
import { findDecision, type DecisionRecord } from './decision.store.ts';
import { notFound } from './wire-refused.ts';

/** G3. A decision as it was answered, with every rule that was asked and what it was decided on. */
export const readDecisionRoute = ({ deps, currentRules }: Guard) =>
  Router().get('/api/compliance-guard/decisions/:decisionId', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'complianceguard.decision:read');
    const { decisionId } = req.params;

    const row = await findDecision(deps.db, from.creditorIds, decisionId);
    if (!row) throw notFound('decisionNotFound', 'decisionId', `no decision ${decisionId}`, 'Decision not found');

    const { factsHash, requestedBy, kind } = row;
    const { data, request } = JSON.parse(row.record) as DecisionRecord & { data: { evaluated: RuleOutcome[] } };
    const rules = (await currentRules.read()).of(row.creditorId, deps.now());
    const evaluated = explained(data.evaluated, rules);
    const decided = { decisionId, evaluatedAt: row.at.toISOString(), rulesetVersion: row.rulesetVersion };
    res.json({
      status: 200,
      message: 'OK',
      data: { ...decided, ...data, evaluated, kind, request, factsHash, requestedBy },
    });
  });
