import { z } from 'zod';
import { Rule, Shape } from './rule.ts';

const { id, version, shape: _shape, classes, group: _group, ...facts } = Rule.shape;

export const RuleQuery = z.object({ jurisdiction: z.string().optional() });

/** A rule as answers name it. `shape` is the kind of its condition, `parameters` that condition's numbers. */
export const RuleBody = z.strictObject({
  ruleId: id,
  ruleVersion: version,
  ...facts,
  themes: classes,
  shape: z.enum(Shape.options.map(({ shape: { kind } }) => kind.value)),
  parameters: z.record(z.string(), z.unknown()),
});

export function ruleBody(rule: Rule): z.output<typeof RuleBody> {
  const { id: ruleId, version: ruleVersion, shape, classes: themes, group: _of, ...rest } = rule;
  const { kind, ...parameters } = shape;
  return { ruleId, ruleVersion, ...rest, themes, shape: kind, parameters };
}
