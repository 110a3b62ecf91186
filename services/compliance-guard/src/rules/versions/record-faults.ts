import type { Fault } from '@fairdue/refused';
import { limitDaysMax } from '../../customers/customer.ts';
import type { Condition, Leaf } from '../condition.ts';
import { factRegistry, type FactName } from '../fact-registry.ts';
import type { Rule } from '../rule.ts';
import { rules } from '../ruleset.ts';

const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
const ids = new Set(rules.map(({ id }) => id));

const hasDate = (fact: FactName): boolean => ['date', 'flag'].includes(factRegistry[fact].type);

function leavesOf(condition: Condition): Leaf[] {
  if ('fact' in condition) return [condition];
  if ('not' in condition) return leavesOf(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(leavesOf);
}

function problemsOfLeaf({ fact, in: words = [], withinDays, afterDays, withinMinutes }: Leaf): string[] {
  const { words: known, type } = factRegistry[fact];
  const counts = [withinDays, afterDays, withinMinutes].some((length) => length !== undefined);
  return [
    ...(counts && !hasDate(fact) ? [`${fact} is a ${type}: it has no day to count from`] : []),
    ...words.filter((word) => known && !known.includes(word)).map((word) => `${fact} is never ${word}`),
  ];
}

const conditionsOf = ({ scope, unless, shape }: Rule): [string, readonly Condition[]][] => [
  ['scope.only', scope.only],
  ['unless', unless],
  ['shape', shape.kind === 'flag' ? shape.when : shape.kind === 'consent' ? shape.anyOf : []],
];

/** The facts from which a shape counts days: each needs one. */
function countedFrom({ shape }: Rule): FactName[] {
  if (shape.kind === 'wait') return shape.after.map(({ fact }) => fact);
  if (shape.kind === 'count') return 'since' in shape.window ? [shape.window.since] : [];
  return shape.kind === 'duty' && shape.from !== 'contact' ? [shape.from] : [];
}

const shippedShapes = new Map(rules.map(({ id, shape }) => [id, shape]));

/** What a rule is for stays: the hours of a statute do not become a count, nor open at night. */
function problemsOfKind({ id, shape }: Rule): string[] {
  const shipped = shippedShapes.get(id);
  if (!shipped) return [];
  if (shipped.kind !== shape.kind) return [`this rule is one of ${shipped.kind}, and stays one: another kind is another rule`]; // prettier-ignore
  if (shape.kind !== 'hours' || shipped.kind !== 'hours' || shipped.open > shipped.close) return [];
  return shape.open > shape.close ? ['it would be open at night and closed by day'] : [];
}

/** Contacts are kept as long as the shipped limits look back, and no longer. */
function problemsOfWindow({ id, shape }: Rule): string[] {
  if (shape.kind !== 'count' || 'calendar' in shape.window) return [];
  const { window } = shape;
  const before = shippedShapes.get(id);
  const shipped = before?.kind === 'count' ? before.window : undefined;
  if ('since' in window)
    return shipped && 'since' in shipped && shipped.since === window.since ? [] : ['contacts are not kept since then'];
  const daysMax = shipped && 'days' in shipped ? Math.max(shipped.days, limitDaysMax) : limitDaysMax;
  return window.days > daysMax ? [`contacts are kept for ${daysMax} days`] : [];
}

function problemsOfShape(rule: Rule): string[] {
  const { shape } = rule;
  const dateless = countedFrom(rule)
    .filter((fact) => !hasDate(fact))
    .map((fact) => `${fact} has no day to count from`);
  if (shape.kind === 'hours')
    return [
      ...shape.fixed.filter((zone) => !zones.has(zone)).map((zone) => `there is no time zone ${zone}`),
      ...(shape.zones === 'fixed' && shape.fixed.length === 0 ? ['no time zone is named'] : []),
      ...(shape.open === shape.close ? ['it would never close'] : []),
    ];
  if (shape.kind === 'stated-times' && factRegistry[shape.fact].type !== 'times')
    return [`${shape.fact} names no times`];
  if (shape.kind === 'adopt') return shape.rules.filter((id) => !ids.has(id)).map((id) => `there is no rule ${id}`);
  return [...dateless, ...problemsOfWindow(rule)];
}

/** What the schema of a record cannot see: whether it could be judged by whatever is asked. */
export const recordFaults = (rule: Rule): Fault[] => [
  ...conditionsOf(rule).flatMap(([path, conditions]) =>
    conditions
      .flatMap(leavesOf)
      .flatMap(problemsOfLeaf)
      .map((problem) => ({ path, problem })),
  ),
  ...[...problemsOfKind(rule), ...problemsOfShape(rule)].map((problem) => ({ path: 'shape', problem })),
  ...(rule.effectiveTo !== null && rule.effectiveTo < rule.effectiveFrom
    ? [{ path: 'effectiveTo', problem: 'must not be before effectiveFrom' }]
    : []),
];
