import { z } from 'zod';
import { Rule, Scope, Shape } from './rule.ts';

const { id, version, shape: _shape, scope: _scope, unless: _unless, group: _group, ...facts } = Rule.shape;
const { classes, only: _only, ...bound } = Scope.shape;

export const RuleQuery = z.object({ companyId: z.string().optional(), jurisdiction: z.string().optional() });

/** Facts joined by `not`, `all` and `any`, as the record has them. */
const conditions = z.array(z.record(z.string(), z.unknown()));

/** A rule as answers name it. `shape` is the kind of its condition, `parameters` that condition's numbers. */
export const RuleBody = z
  .strictObject({
    ruleId: id,
    ruleVersion: version,
    ...facts,
    ...bound,
    themes: classes,
    only: conditions,
    unless: conditions,
    shape: z.enum(Shape.options.map(({ shape: { kind } }) => kind.value)),
    parameters: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'RuleInForce' });

export function ruleBody(rule: Rule): z.output<typeof RuleBody> {
  const { id: ruleId, version: ruleVersion, shape, scope, group: _of, ...rest } = rule;
  const { kind, ...parameters } = shape;
  const { classes: themes, ...within } = scope;
  return { ruleId, ruleVersion, ...rest, ...within, themes, shape: kind, parameters };
}
