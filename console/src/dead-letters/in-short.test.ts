import { inShort } from './in-short.ts';

test('many faults are the first of them and a number, one is itself', () => {
  expect(inShort('✖ Invalid input: expected string\n  → at id\n✖ Invalid input\n  → at time')).toBe(
    'Invalid input: expected string → at id (and 1 more)',
  );
  expect(inShort('An earlier message of its key is a dead letter.')).toBe(
    'An earlier message of its key is a dead letter.',
  );
});
