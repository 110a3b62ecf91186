import { caller, read, requirePermission } from '@fairdue/http';
import { Router } from 'express';
import { ruleBody, RuleQuery } from './rule.wire.ts';
import { rules } from './ruleset.ts';

/** G2. The rules in force, as the answers name them. */
export const listRulesRoute = () =>
  Router().get('/api/compliance-guard/rules', (req, res) => {
    requirePermission(caller(req), 'complianceguard.rule:read');
    const { jurisdiction } = read(RuleQuery, req.query);

    const listed = rules.filter((rule) => jurisdiction === undefined || rule.jurisdiction === jurisdiction);

    res.json(listed.map(ruleBody));
  });
