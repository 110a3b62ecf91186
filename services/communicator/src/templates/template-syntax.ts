import nunjucks from 'nunjucks';
import { Refused } from '@fairdue/refused';

/** nunjucks’ parsed tree, as far as it is read here. Its type declarations leave the parser out. */
type SyntaxNode = {
  readonly typename: string;
  readonly fields: readonly string[];
  readonly lineno: number;
  readonly colno: number;
  readonly children?: readonly SyntaxNode[];
  readonly [field: string]: unknown;
};
const { parser } = nunjucks as unknown as { parser: { parse(source: string): SyntaxNode } };

/** What a template may be made of. No include, import, extends, call, macro or set: nothing that loads, runs or grows. */
const allowedNodes = new Set([
  'Root', 'NodeList', 'Output', 'TemplateData', 'Literal', 'Symbol', 'LookupVal', 'Group', 'If', 'InlineIf', 'For',
  'Filter', 'And', 'Or', 'Not', 'Compare', 'CompareOperand', 'In', 'Concat',
]); // prettier-ignore

const allowedFilters = new Set([
  'default', 'upper', 'lower', 'capitalize', 'title', 'trim', 'join', 'length', 'first', 'last', 'truncate', 'nl2br', 'escape',
]); // prettier-ignore

export const sourceCharsMax = 512 * 1024;
const name = /^[a-z][A-Za-z0-9]*$/;
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'typename' in value && 'fields' in value;

const partsOf = (node: SyntaxNode): SyntaxNode[] =>
  node.children ? [...node.children] : node.fields.map((field) => node[field]).filter(isNode);

const faulty = (detail: string): Refused => new Refused('malformed', 'template-syntax', detail);
const at = (node: SyntaxNode): string => `line ${node.lineno + 1}, column ${node.colno + 1}`;

/** Parses a source and refuses whatever is not on the lists. Authors of templates are not fully trusted. */
export function parseTemplate(source: string): SyntaxNode {
  if (source.length > sourceCharsMax) throw faulty(`A source has at most ${sourceCharsMax} characters.`);
  let root: SyntaxNode;
  try {
    root = parser.parse(source);
  } catch (error) {
    throw faulty(`${placeOf(error, source)}: ${wordsOf(error)}`);
  }
  try {
    refuseForbidden(root);
  } catch (error) {
    throw error instanceof RangeError ? faulty('It nests too deeply.') : error;
  }
  return root;
}

/** nunjucks says where, but for a source that ends too early: that is at its end. */
function placeOf(error: unknown, source: string): string {
  const { lineno, colno } = error as { lineno?: number; colno?: number };
  if (lineno !== undefined && colno !== undefined) return `line ${lineno}, column ${colno}`;
  const lines = source.split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

const wordsOf = (error: unknown): string =>
  error instanceof Error
    ? error.message.replace(/\s+/g, ' ').replace('variable end', "'}}'").replace('block end', "'%}'")
    : 'does not parse';

function refuseForbidden(node: SyntaxNode): void {
  const { typename } = node;
  if (!allowedNodes.has(typename)) throw faulty(`${at(node)}: ${typename} is not allowed.`);
  if (typename === 'Symbol' && !isName(node['value'])) throw faulty(`${at(node)}: that name is not allowed.`);
  if (typename === 'Literal' && typeof node['value'] === 'object' && node['value'] !== null)
    throw faulty(`${at(node)}: that literal is not allowed.`);
  if (typename === 'LookupVal' && !isMember(node['val'])) throw faulty(`${at(node)}: that member is not allowed.`);
  if (typename === 'Filter') {
    const filter = (node['name'] as SyntaxNode)['value'];
    if (!allowedFilters.has(String(filter))) throw faulty(`${at(node)}: there is no filter ${String(filter)}.`);
    return refuseForbidden(node['args'] as SyntaxNode);
  }
  for (const part of partsOf(node)) refuseForbidden(part);
}

const isName = (value: unknown): boolean => name.test(String(value)) && !inherited.has(String(value));

/** Members are looked up by a written name only: a computed one could name anything. */
const isMember = (node: unknown): boolean => isNode(node) && node.typename === 'Literal' && isName(node['value']);

/**
 * The dotted names a template reads from its context; `loans[].balance` is one of each in a list that it goes through.
 * What stands before `default` may be missing.
 */
export function variablesOf(root: SyntaxNode): string[] {
  const found = new Set<string>();
  collect(root, new Map([['loop', undefined]]), found);
  return [...found].sort();
}

/** By the name that a loop gives it: what it is one of. undefined: nothing that the context has under a name. */
type Bound = ReadonlyMap<string, string | undefined>;

function collect(node: SyntaxNode, bound: Bound, found: Set<string>): void {
  if (pathOf(node) !== undefined) {
    const path = inContext(node, bound);
    if (path !== undefined) found.add(path);
    return;
  }
  if (node.typename === 'Filter') {
    const args = partsOf(node['args'] as SyntaxNode);
    const optional = (node['name'] as SyntaxNode)['value'] === 'default';
    for (const each of optional ? args.slice(1) : args) collect(each, bound, found);
    return;
  }
  if (node.typename === 'For') {
    collect(node['arr'] as SyntaxNode, bound, found);
    const list = inContext(node['arr'] as SyntaxNode, bound);
    const inner = new Map([...bound, [String((node['name'] as SyntaxNode)['value']), list && `${list}[]`]]);
    for (const part of [node['body'], node['else_']].filter(isNode)) collect(part, inner, found);
    return;
  }
  for (const part of partsOf(node)) collect(part, bound, found);
}

/** The name in the context of what is read here, whatever the loops around call it. */
function inContext(node: SyntaxNode, bound: Bound): string | undefined {
  const path = pathOf(node);
  const [root = '', ...members] = path?.split('.') ?? [];
  if (path === undefined || !bound.has(root)) return path;
  const one = bound.get(root);
  return one && [one, ...members].join('.');
}

function pathOf(node: SyntaxNode): string | undefined {
  if (node.typename === 'Symbol') return String(node['value']);
  if (node.typename !== 'LookupVal') return undefined;
  const target = pathOf(node['target'] as SyntaxNode);
  return target && `${target}.${String((node['val'] as SyntaxNode)['value'])}`;
}
