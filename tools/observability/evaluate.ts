import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { Sample } from './samples.ts';

/** Two scrapes, of which a range covers both: what `rate` and `increase` look at. */
export type Window = { before: readonly Sample[]; after: readonly Sample[] };

type Labels = Sample['labels'];
type Value = number | Sample[];

/**
 * What Prometheus answers to an expression of our alerts and dashboards after two scrapes. As there, a series that is new
 * with the second has no rate, which hides the first event of a counter that did not stand at 0 before; rates are per
 * window, which cancels out wherever one is compared. Stricter than there: to group by a label that is not there is a fault.
 */
export function evaluate(expr: string, { before, after }: Window): Sample[] {
  const textOf = ({ from, to }: SyntaxNode): string => expr.slice(from, to);
  const fault = (node: SyntaxNode, what: string): Error => new Error(`${what} ${textOf(node)} in ${expr}`);

  function matcherOf(node: SyntaxNode): (labels: Labels) => boolean {
    const [label = '', sign, quoted = ''] = childrenOf(node).map(textOf);
    const said = quoted.slice(1, -1);
    const pattern = new RegExp(`^(?:${said})$`);
    const isMatch = (value: string): boolean => (sign?.endsWith('~') ? pattern.test(value) : value === said);
    return (labels) => isMatch(labels[label] ?? '') !== sign?.startsWith('!');
  }

  function select(samples: readonly Sample[], selector: SyntaxNode): Sample[] {
    const [identifier, matchers] = childrenOf(selector);
    const name = identifier ? textOf(identifier) : '';
    const all = matchers ? childrenOf(matchers).map(matcherOf) : [];
    return samples.filter((each) => each.name === name && all.every((matches) => matches(each.labels)));
  }

  function increase(node: SyntaxNode): Sample[] {
    const selector = inside(node, 'VectorSelector');
    const earlier = new Map(select(before, selector).map((each) => [keyOf(each.labels), each.value]));
    return select(after, selector).flatMap(({ name, labels, value }) => {
      const was = earlier.get(keyOf(labels));
      return was === undefined ? [] : [{ name, labels, value: value < was ? value : value - was }];
    });
  }

  function call(node: SyntaxNode): Sample[] {
    const [name, body] = childrenOf(node);
    const [first, second] = body ? childrenOf(body) : [];
    const called = name && textOf(name);
    if (first && (called === 'rate' || called === 'increase')) return increase(first);
    if (first && second && called === 'histogram_quantile') return quantile(Number(textOf(first)), vector(second));
    throw fault(node, 'no rule for the function');
  }

  function aggregate(node: SyntaxNode): Sample[] {
    const [op, ...rest] = childrenOf(node);
    const given = rest.find(({ name }) => name === 'FunctionCallBody')?.lastChild;
    if (!op || !given) throw fault(node, 'no rule for the aggregation');
    const samples = vector(given);
    if (textOf(op) === 'topk') return samples;
    const labels = rest.flatMap((each) => each.getChildren('GroupingLabels')).flatMap(childrenOf).map(textOf);
    const groups = grouped(samples, (all) => {
      const missing = labels.find((label) => all[label] === undefined);
      if (missing !== undefined) throw fault(node, `no label ${missing} for`);
      return pick(all, labels);
    });
    const together = { sum: (values: number[]) => values.reduce((a, b) => a + b, 0), max: (values: number[]) => Math.max(...values) };
    const combine = together[textOf(op) as keyof typeof together];
    if (!(textOf(op) in together)) throw fault(op, 'no rule for');
    return groups.map(([own, members]) => ({ name: '', labels: own, value: combine(members.map(({ value }) => value)) }));
  } // prettier-ignore

  function binary(node: SyntaxNode): Sample[] {
    const [left, op, right] = childrenOf(node);
    if (!left || !op || !right) throw fault(node, 'no rule for');
    const samples = vector(left);
    const other = valueOf(right);
    const sign = textOf(op);
    if (typeof other === 'number') {
      const holds = comparisons[sign];
      if (!holds) throw fault(op, 'no rule for');
      return samples.filter(({ value }) => holds(value, other));
    }
    const partners = new Map(other.map((each) => [keyOf(each.labels), each.value]));
    const partnerOf = ({ labels }: Sample): number | undefined => partners.get(keyOf(labels));
    if (sign === 'and') return samples.filter((each) => partnerOf(each) !== undefined);
    const own = new Set(samples.map(({ labels }) => keyOf(labels)));
    if (sign === 'or') return [...samples, ...other.filter(({ labels }) => !own.has(keyOf(labels)))];
    if (sign !== '/') throw fault(op, 'no rule for');
    return samples.flatMap((each) => {
      const partner = partnerOf(each);
      return partner === undefined ? [] : [{ ...each, name: '', value: each.value / partner }];
    });
  }

  function valueOf(node: SyntaxNode): Value {
    if (node.name === 'NumberDurationLiteral') return Number(textOf(node));
    if (node.name === 'VectorSelector') return select(after, node);
    if (node.name === 'FunctionCall') return call(node);
    if (node.name === 'AggregateExpr') return aggregate(node);
    if (node.name === 'BinaryExpr') return binary(node);
    throw fault(node, `no rule for ${node.name}`);
  }

  function vector(node: SyntaxNode): Sample[] {
    const value = valueOf(node);
    if (typeof value === 'number') throw fault(node, 'no series:');
    return value;
  }

  const [whole] = childrenOf(parser.parse(expr).topNode);
  if (!whole) throw new Error(`no expression: ${expr}`);
  return vector(whole);
}

const comparisons: Record<string, (a: number, b: number) => boolean> = {
  '>': (a, b) => a > b,
  '==': (a, b) => a === b,
};

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

function inside(node: SyntaxNode, name: string): SyntaxNode {
  const found = node.getChild(name);
  if (!found) throw new Error(`no ${name} in ${node.name}`);
  return found;
}

const keyOf = (labels: Labels): string =>
  JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const pick = (labels: Labels, names: readonly string[]): Labels =>
  Object.fromEntries(names.map((name) => [name, labels[name] ?? '']));

function grouped(samples: readonly Sample[], labelsOf: (labels: Labels) => Labels): [Labels, Sample[]][] {
  const groups = new Map<string, [Labels, Sample[]]>();
  for (const sample of samples) {
    const labels = labelsOf(sample.labels);
    const group = groups.get(keyOf(labels)) ?? [labels, []];
    group[1].push(sample);
    groups.set(keyOf(labels), group);
  }
  return [...groups.values()];
}

/** Within the bucket in which it falls, as if values were spread evenly there; of the last one, its lower bound. */
function quantile(share: number, buckets: readonly Sample[]): Sample[] {
  return grouped(buckets, ({ le: _le, ...labels }) => labels).map(([labels, members]) => {
    const counted = members
      .map((each) => ({ to: Number(each.labels['le']?.replace('+Inf', 'Infinity')), count: each.value }))
      .toSorted((a, b) => a.to - b.to);
    const rank = share * (counted.at(-1)?.count ?? 0);
    const at = counted.findIndex(({ count }) => count >= rank);
    const { to: from, count: below } = counted[at - 1] ?? { to: 0, count: 0 };
    const { to = NaN, count = NaN } = counted[at] ?? {};
    const value = to === Infinity ? from : from + ((to - from) * (rank - below)) / (count - below);
    return { name: '', labels, value };
  });
}
