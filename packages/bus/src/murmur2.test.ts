import { murmur2, partitionOfKey } from './murmur2.ts';

// The vectors of Kafka's own UtilsTest.
test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('%s hashes as on Kafka', (text, hash) => {
  expect(murmur2(text)).toBe(hash);
});

test('a negative hash still gives a partition', () => {
  expect(partitionOfKey('21', 6)).toBe((-973932308 & 0x7fffffff) % 6);
});
