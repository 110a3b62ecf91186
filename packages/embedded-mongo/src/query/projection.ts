import { compileExpression, type Expression, isTruthy, type Variables } from './expression.ts';
import { compileItemTest } from './compile-filter.ts';
import { MongoError, notSupported } from '../mongo-error.ts';
import { type Document, hasOperators, isDocument } from '../values/document.ts';
import { parsePath } from '../values/field-path.ts';

export type Projection = (document: Document, variables: Variables) => Document;

/** Fields under their parents; a leaf says what is to be done. */
type Node = Map<string, Node | Leaf>;
type Leaf = { keep: boolean } | { compute: Expression } | { items: (value: unknown) => unknown };

const isNode = (node: Node | Leaf | undefined): node is Node => node instanceof Map;

/** `find` gives $slice and $elemMatch a meaning of their own; in an aggregation they are expressions or errors. */
export function compileProjection(spec: Document, { find = false }: { find?: boolean }): Projection {
  const tree: Node = new Map();
  const modes = new Set<'include' | 'exclude'>();
  for (const [name, value] of Object.entries(spec)) addField(tree, name, value, find, modes, true);
  if (modes.size > 1) {
    const including = Object.entries(spec).find(([name, value]) => name !== '_id' && isFlag(value))?.[1];
    throw isTruthy(including)
      ? new MongoError(31254, 'Cannot do exclusion in inclusion projection')
      : new MongoError(31253, 'Cannot do inclusion in exclusion projection');
  }
  const id = tree.get('_id');
  const idExcluded = id !== undefined && !isNode(id) && 'keep' in id && !id.keep;
  const onlyId = tree.size === 1 && id !== undefined && !isNode(id) && 'keep' in id;
  const including = modes.has('include') || (onlyId && !idExcluded);
  if (including) {
    if (id === undefined) tree.set('_id', { keep: true });
    else if (idExcluded) tree.delete('_id');
  }
  return (document, variables) => {
    const scope = { ...variables, ROOT: document };
    return (including ? include : exclude)(document, tree, document, scope);
  };
}

const isFlag = (value: unknown) => typeof value === 'number' || typeof value === 'boolean';

function addField(tree: Node, name: string, value: unknown, find: boolean, modes: Set<string>, top: boolean): void {
  if (name.startsWith('$'))
    throw new MongoError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  if (name.endsWith('.$')) throw notSupported('the positional projection');
  const path = parsePath(name);
  let node = tree;
  for (const part of path.slice(0, -1)) {
    const next = node.get(part) ?? new Map();
    if (!isNode(next)) throw new MongoError(31249, `Path collision at ${name}`);
    node.set(part, next);
    node = next;
  }
  const last = path.at(-1) as string;
  if (isDocument(value) && !hasOperators(value) && Object.keys(value).length > 0) {
    const inner = node.get(last) ?? new Map();
    if (!isNode(inner)) throw new MongoError(31250, `Path collision at ${name}`);
    node.set(last, inner);
    for (const [field, part] of Object.entries(value)) addField(inner, field, part, find, modes, false);
    return;
  }
  if (node.has(last)) throw new MongoError(31250, `Path collision at ${name}`);
  node.set(last, leafOf(value, find, modes, top && name === '_id'));
}

function leafOf(value: unknown, find: boolean, modes: Set<string>, isId: boolean): Leaf {
  if (isFlag(value)) {
    const keep = isTruthy(value);
    if (!isId) modes.add(keep ? 'include' : 'exclude');
    return { keep };
  }
  if (find && isDocument(value)) {
    const [operator] = Object.keys(value);
    const operand = value[operator as string];
    if (operator === '$meta') throw notSupported('the projection $meta');
    if (operator === '$elemMatch') {
      modes.add('include');
      const test = compileItemTest(operand);
      return { items: (value) => (Array.isArray(value) ? firstOnly(value.find((item) => test(item))) : undefined) };
    }
    if (operator === '$slice') {
      const slice = sliced(operand);
      return { items: (value) => (Array.isArray(value) ? slice(value) : value) };
    }
  }
  modes.add('include');
  return { compute: compileExpression(value) };
}

const firstOnly = (item: unknown) => (item === undefined ? undefined : [item]);

function sliced(operand: unknown): (items: unknown[]) => unknown[] {
  const numbers = Array.isArray(operand) ? operand : [operand];
  if (!numbers.every((n) => Number.isInteger(n)) || numbers.length > 2)
    throw new MongoError(28667, 'Invalid $slice syntax');
  const [from, count] = numbers as [number, number | undefined];
  if (count === undefined) return (items) => (from >= 0 ? items.slice(0, from) : items.slice(from));
  if (count <= 0) throw new MongoError(28729, 'The limit of $slice must be positive');
  return (items) => {
    const start = from >= 0 ? from : Math.max(0, items.length + from);
    return items.slice(start, start + count);
  };
}

function include(value: Document, node: Node, root: Document, variables: Variables): Document {
  const result: Document = {};
  // Kept fields stand in the document's order, computed ones follow in the order they were asked for.
  for (const field of Object.keys(value)) {
    const rule = node.get(field);
    if (rule === undefined) continue;
    const inner = value[field];
    if (isNode(rule)) {
      const kept = includeInner(inner, rule, root, variables);
      if (kept !== undefined) result[field] = kept;
    } else if ('items' in rule) {
      const items = rule.items(inner);
      if (items !== undefined) result[field] = items;
    } else if ('keep' in rule && rule.keep) result[field] = inner;
  }
  for (const [field, rule] of node) {
    if (isNode(rule)) {
      if (field in value || !computesAny(rule)) continue;
      result[field] = include({}, rule, root, variables);
    } else if ('compute' in rule) {
      const computed = rule.compute(root, variables);
      if (computed !== undefined) result[field] = computed;
    }
  }
  return result;
}

const computesAny = (node: Node): boolean =>
  [...node.values()].some((rule) => (isNode(rule) ? computesAny(rule) : 'compute' in rule));

function includeInner(value: unknown, node: Node, root: Document, variables: Variables): unknown {
  if (Array.isArray(value))
    return value.map((item) => includeInner(item, node, root, variables)).filter((item) => item !== undefined);
  if (isDocument(value)) return include(value, node, root, variables);
  return computesAny(node) ? include({}, node, root, variables) : undefined;
}

function exclude(value: Document, node: Node): Document {
  const result: Document = {};
  for (const field of Object.keys(value)) {
    const rule = node.get(field);
    const inner = value[field];
    if (rule === undefined) result[field] = inner;
    else if (isNode(rule)) result[field] = excludeInner(inner, rule);
    else if ('items' in rule) result[field] = rule.items(inner);
    else if ('keep' in rule && rule.keep) result[field] = inner;
  }
  return result;
}

function excludeInner(value: unknown, node: Node): unknown {
  if (Array.isArray(value)) return value.map((item) => excludeInner(item, node));
  return isDocument(value) ? exclude(value, node) : value;
}
