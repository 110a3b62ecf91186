import fc from 'fast-check';
import { Tree } from './tree.ts';

type Step = { key: number; remove: boolean };

const steps = fc.array(fc.record({ key: fc.integer({ min: 0, max: 400 }), remove: fc.boolean() }), { maxLength: 800 });

function applied(tree: Tree<number, number>, model: Map<number, number>, { key, remove }: Step, owner: object) {
  if (remove) model.delete(key);
  else model.set(key, key * 2);
  return remove ? tree.delete(key, owner) : tree.set(key, key * 2, owner);
}

const sorted = (model: Map<number, number>) => [...model].sort((a, b) => a[0] - b[0]);

test('a tree holds what a map holds, in order, both ways and between any bounds', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), (changes, from, to) => {
      const model = new Map<number, number>();
      const owner = {};
      let tree = Tree.empty<number, number>();
      for (const step of changes) tree = applied(tree, model, step, owner);

      expect(tree.size).toBe(model.size);
      expect([...tree.ascend()]).toEqual(sorted(model));
      expect([...tree.descend()]).toEqual(sorted(model).reverse());
      const between = sorted(model).filter(([key]) => key >= from && key < to);
      expect([...tree.ascend(from, to)]).toEqual(between);
      expect([...tree.descend(from, to)]).toEqual(between.reverse());
      expect(tree.get(from)).toBe(model.get(from));
    }),
    { numRuns: 60 },
  );
});

test('a tree stays as it was, whatever is changed under another owner', () => {
  fc.assert(
    fc.property(steps, steps, (before, after) => {
      const model = new Map<number, number>();
      let tree = Tree.fromSorted(Array.from({ length: 300 }, (_, n) => [n, n * 2] as const));
      for (const [key, value] of tree.ascend()) model.set(key, value);
      const first = {};
      for (const step of before) tree = applied(tree, model, step, first);
      const kept = tree;
      const wanted = sorted(model);

      const second = {};
      for (const step of after) tree = applied(tree, model, step, second);

      expect([...kept.ascend()]).toEqual(wanted);
      expect([...tree.ascend()]).toEqual(sorted(model));
    }),
    { numRuns: 60 },
  );
});
