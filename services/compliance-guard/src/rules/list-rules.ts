import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import { Router } from 'express';
import type { Guard } from '../permits/guard.ts';
import { ruleBody, RuleQuery } from './rule.wire.ts';
import { isHeldTo, isInForce } from './ruleset.ts';

/** G2. The rules in force now for the caller's company, as the answers name them. One that is off binds nobody. */
export const listRulesRoute = ({ deps: { now }, currentRules }: Guard) =>
  Router().get('/api/compliance-guard/rules', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'complianceguard.rule:read');
    const { companyId, jurisdiction } = read(RuleQuery, req.query);
    const creditorId = theCreditor(from, companyId);

    const at = now();
    const { tenures } = (await currentRules.read()).of(creditorId, at);
    const today = at.toISOString().slice(0, 10);
    const listed = tenures.filter(
      (each) =>
        isHeldTo(each, at.getTime()) &&
        isInForce(each.rule, today) &&
        each.rule.enforcement !== 'off' &&
        (jurisdiction === undefined || each.rule.jurisdiction === jurisdiction),
    );

    res.json(listed.map(({ rule }) => ruleBody(rule)));
  });
