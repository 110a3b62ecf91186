type Key = string | number;

type Leaf<K, V> = { owner: object; keys: K[]; values: V[]; children: null };
type Branch<K, V> = { owner: object; keys: K[]; values: null; children: Node<K, V>[] };
type Node<K, V> = Leaf<K, V> | Branch<K, V>;

const maxKeys = 64;
const mergeBelow = 16;

/**
 * A persistent B+tree: every change gives a new tree and leaves the old one as it was, sharing what did not change.
 * So a snapshot costs nothing, a transaction is a fork that is kept or dropped, and readers never wait.
 * Nodes made under the same `owner` are changed in place; a new owner per statement keeps older trees intact.
 */
export class Tree<K extends Key, V> {
  readonly size: number;
  readonly #root: Node<K, V> | null;

  private constructor(root: Node<K, V> | null, size: number) {
    this.#root = root;
    this.size = size;
  }

  static empty<K extends Key, V>(): Tree<K, V> {
    return new Tree<K, V>(null, 0);
  }

  /** Much faster than one `set` after the other. The keys must ascend. */
  static fromSorted<K extends Key, V>(entries: readonly (readonly [K, V])[]): Tree<K, V> {
    if (entries.length === 0) return Tree.empty();
    const owner = {};
    let level: Node<K, V>[] = [];
    for (let i = 0; i < entries.length; i += maxKeys / 2) {
      const part = entries.slice(i, i + maxKeys / 2);
      level.push({ owner, keys: part.map((e) => e[0]), values: part.map((e) => e[1]), children: null });
    }
    while (level.length > 1) {
      const above: Node<K, V>[] = [];
      for (let i = 0; i < level.length; i += maxKeys / 2) above.push(branchOf(owner, level.slice(i, i + maxKeys / 2)));
      level = above;
    }
    return new Tree(level[0] as Node<K, V>, entries.length);
  }

  get(key: K): V | undefined {
    let node = this.#root;
    if (node === null) return undefined;
    while (node.children) node = node.children[childIndex(node.keys, key)] as Node<K, V>;
    const at = lowerBound(node.keys, key);
    return node.keys[at] === key ? node.values[at] : undefined;
  }

  set(key: K, value: V, owner: object): Tree<K, V> {
    if (this.#root === null) return new Tree({ owner, keys: [key], values: [value], children: null } as Node<K, V>, 1);
    const change = { added: 0 };
    const grown = put(this.#root, key, value, owner, change);
    const root = grown.length === 1 ? (grown[0] as Node<K, V>) : branchOf(owner, grown);
    return new Tree(root, this.size + change.added);
  }

  delete(key: K, owner: object): Tree<K, V> {
    if (this.#root === null || this.get(key) === undefined) return this;
    let root: Node<K, V> | null = remove(this.#root, key, owner);
    while (root?.children && root.children.length === 1) root = root.children[0] as Node<K, V>;
    if (root !== null && root.keys.length === 0) root = null;
    return new Tree(root, this.size - 1);
  }

  /** Entries with from <= key < to, in order. Leave a bound out for no bound. */
  *ascend(from?: K, to?: K): Generator<readonly [K, V]> {
    if (this.#root !== null) yield* ascendNode(this.#root, from, to);
  }

  /** The same entries, last one first. */
  *descend(from?: K, to?: K): Generator<readonly [K, V]> {
    if (this.#root !== null) yield* descendNode(this.#root, from, to);
  }

  /** The first entry at or after the key: what a look-up by prefix needs, without the cost of an iterator. */
  first(from: K): readonly [K, V] | undefined {
    const path: { node: Branch<K, V>; at: number }[] = [];
    let node = this.#root;
    if (node === null) return undefined;
    while (node.children) {
      const at = childIndex(node.keys, from);
      path.push({ node, at });
      node = node.children[at] as Node<K, V>;
    }
    let at = lowerBound(node.keys, from);
    while (at >= node.keys.length) {
      const up = path.pop();
      if (!up) return undefined;
      if (up.at + 1 >= up.node.children.length) continue;
      node = up.node.children[up.at + 1] as Node<K, V>;
      while (node.children) node = node.children[0] as Node<K, V>;
      at = 0;
    }
    return [node.keys[at] as K, (node.values as V[])[at] as V];
  }

  last(): readonly [K, V] | undefined {
    for (const entry of this.descend()) return entry;
    return undefined;
  }
}

function* ascendNode<K extends Key, V>(node: Node<K, V>, from?: K, to?: K): Generator<readonly [K, V]> {
  const { keys, children } = node;
  if (children) {
    for (let i = from === undefined ? 0 : childIndex(keys, from); i < children.length; i++) {
      if (i > 0 && to !== undefined && (keys[i] as K) >= to) return;
      yield* ascendNode(children[i] as Node<K, V>, from, to);
    }
    return;
  }
  for (let i = from === undefined ? 0 : lowerBound(keys, from); i < keys.length; i++) {
    const key = keys[i] as K;
    if (to !== undefined && key >= to) return;
    yield [key, node.values[i] as V];
  }
}

function* descendNode<K extends Key, V>(node: Node<K, V>, from?: K, to?: K): Generator<readonly [K, V]> {
  const { keys, children } = node;
  if (children) {
    for (let i = to === undefined ? children.length - 1 : childIndex(keys, to); i >= 0; i--) {
      yield* descendNode(children[i] as Node<K, V>, from, to);
      if (from !== undefined && (keys[i] as K) <= from) return;
    }
    return;
  }
  for (let i = (to === undefined ? keys.length : lowerBound(keys, to)) - 1; i >= 0; i--) {
    const key = keys[i] as K;
    if (from !== undefined && key < from) return;
    yield [key, node.values[i] as V];
  }
}

function lowerBound<K extends Key>(keys: readonly K[], key: K): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as K) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A branch keeps the smallest key of each child; the child that can hold `key` is the last one not above it. */
function childIndex<K extends Key>(keys: readonly K[], key: K): number {
  let low = 1;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as K) <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const branchOf = <K, V>(owner: object, children: Node<K, V>[]): Branch<K, V> => ({
  owner,
  keys: children.map((child) => child.keys[0] as K),
  values: null,
  children,
});

function owned<N extends Node<Key, unknown>>(node: N, owner: object): N {
  if (node.owner === owner) return node;
  return {
    owner,
    keys: node.keys.slice(),
    values: node.values && node.values.slice(),
    children: node.children && node.children.slice(),
  } as N;
}

function put<K extends Key, V>(node: Node<K, V>, key: K, value: V, owner: object, change: { added: number }) {
  const mine = owned(node as Node<Key, unknown>, owner) as Node<K, V>;
  if (mine.children) {
    const at = childIndex(mine.keys, key);
    const grown = put(mine.children[at] as Node<K, V>, key, value, owner, change);
    mine.children[at] = grown[0] as Node<K, V>;
    mine.keys[at] = (grown[0] as Node<K, V>).keys[0] as K;
    if (grown[1]) {
      mine.children.splice(at + 1, 0, grown[1]);
      mine.keys.splice(at + 1, 0, grown[1].keys[0] as K);
    }
  } else {
    const at = lowerBound(mine.keys, key);
    if (mine.keys[at] === key) mine.values[at] = value;
    else {
      change.added = 1;
      mine.keys.splice(at, 0, key);
      mine.values.splice(at, 0, value);
    }
  }
  return mine.keys.length <= maxKeys ? [mine] : split(mine, owner);
}

function split<K, V>(node: Node<K, V>, owner: object): Node<K, V>[] {
  // Keys that only ever ascend (record ids, sequences, dates) would leave half-empty nodes behind when split evenly.
  const at = Math.ceil(node.keys.length * 0.7);
  const right = {
    owner,
    keys: node.keys.splice(at),
    values: node.values && node.values.splice(at),
    children: node.children && node.children.splice(at),
  } as Node<K, V>;
  return [node, right];
}

function remove<K extends Key, V>(node: Node<K, V>, key: K, owner: object): Node<K, V> {
  const mine = owned(node as Node<Key, unknown>, owner) as Node<K, V>;
  if (!mine.children) {
    const at = lowerBound(mine.keys, key);
    mine.keys.splice(at, 1);
    mine.values.splice(at, 1);
    return mine;
  }
  const at = childIndex(mine.keys, key);
  const child = remove(mine.children[at] as Node<K, V>, key, owner);
  if (child.keys.length === 0) {
    mine.children.splice(at, 1);
    mine.keys.splice(at, 1);
    return mine;
  }
  mine.children[at] = child;
  mine.keys[at] = child.keys[0] as K;
  const left = at > 0 ? at - 1 : at;
  const [a, b] = [mine.children[left], mine.children[left + 1]];
  if (child.keys.length < mergeBelow && a && b && a.keys.length + b.keys.length <= maxKeys / 2) {
    mine.children.splice(left, 2, merge(a, b, owner));
    mine.keys.splice(left + 1, 1);
  }
  return mine;
}

const merge = <K, V>(a: Node<K, V>, b: Node<K, V>, owner: object): Node<K, V> =>
  ({
    owner,
    keys: a.keys.concat(b.keys),
    values: a.values && b.values && a.values.concat(b.values),
    children: a.children && b.children && a.children.concat(b.children),
  }) as Node<K, V>;
