import { caller, requirePermission } from '@fairdue/http';
import { Router } from 'express';
import { rules } from './ruleset.ts';

/** G2. The rules in force, as the answers name them. */
export const listRulesRoute = () =>
  Router().get('/api/compliance-guard/rules', (req, res) => {
    requirePermission(caller(req), 'complianceguard.rule:read');
    const { jurisdiction } = req.query;

    const listed = rules.filter((rule) => jurisdiction === undefined || rule.jurisdiction === jurisdiction);

    res.json(
      listed.map(({ id, version, shape, scope, group: _group, ...rule }) => {
        const { kind, ...parameters } = shape;
        const { classes, ...bound } = scope;
        return { ruleId: id, ruleVersion: version, ...rule, ...bound, themes: classes, shape: kind, parameters };
      }),
    );
  });
