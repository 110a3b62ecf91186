import { evaluate } from './evaluate.ts';
import { readSamples } from './samples.ts';

const window = (before: string, after: string) => ({ before: readSamples(before), after: readSamples(after) });
const valuesOf = (expr: string, before: string, after: string) =>
  evaluate(expr, window(before, after)).map(({ value }) => value);

test('labels are read, also those with quotes, and a target has a job and an instance', () => {
  expect(readSamples('# TYPE a gauge\na{b="c\\"d",le="+Inf"} 2\na 1e-3')).toEqual([
    { name: 'a', labels: { job: 'fairdue', instance: 'here', b: 'c\\"d', le: '+Inf' }, value: 2 },
    { name: 'a', labels: { job: 'fairdue', instance: 'here' }, value: 0.001 },
  ]);
});

test('the first event of a series that was not there is not seen, and a counter that began anew counts from 0', () => {
  expect(valuesOf('increase(a_total[5m])', '', 'a_total{b="c"} 1')).toEqual([]);
  expect(valuesOf('increase(a_total[5m])', 'a_total{b="c"} 0', 'a_total{b="c"} 1')).toEqual([1]);
  expect(valuesOf('rate(a_total[5m])', 'a_total 7', 'a_total 2')).toEqual([2]);
});

test.each([
  ['a{b="c"}', [1]],
  ['a{b!="c"}', [2]],
  ['a{b=~"[cd]"} > 1', [2]],
  ['sum(a)', [3]],
  ['max by (b) (a) == 2', [2]],
  ['sum by (b) (a) > 1 or sum by (b) (a) > 5', [2]],
  ['a > 0 and a > 1', [2]],
  ['sum(a) / max(a)', [1.5]],
  ['sum(a) > 3', []],
])('%s', (expr, values) => {
  expect(valuesOf(expr, '', 'a{b="c"} 1\na{b="d"} 2')).toEqual(values);
});

test('a quantile lies in its bucket, and in none where nothing came', () => {
  const buckets = (two: number, three: number) =>
    `a_bucket{le="2"} ${two}\na_bucket{le="3"} ${three}\na_bucket{le="+Inf"} ${three}`;
  const quantile = 'histogram_quantile(0.5, sum by (le) (rate(a_bucket[5m])))';

  expect(valuesOf(quantile, buckets(0, 0), buckets(0, 4))).toEqual([2.5]);
  expect(valuesOf(`${quantile} > 0`, buckets(1, 4), buckets(1, 4))).toEqual([]);
});

test('to group by a label that is not there, or to use what it has no rule for, is a fault', () => {
  expect(() => valuesOf('sum by (d) (a)', '', 'a{b="c"} 1')).toThrow('no label d');
  expect(() => valuesOf('avg(a)', '', 'a 1')).toThrow('no rule for avg');
});
