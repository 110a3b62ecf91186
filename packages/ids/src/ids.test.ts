import { isId, kinds, newId, type Kind } from './index.ts';

test('every kind gives an id of the public form', () => {
  for (const kind of Object.keys(kinds) as Kind[]) {
    const id = newId(kind);

    expect(id).toMatch(/^[A-Z]{2}-[A-Z0-9]+-[A-Z0-9]+$/);
    expect(isId(id, kind)).toBe(true);
  }
});

test('ids sort by the time they were made', () => {
  const ids = [1, 31, 32, 1_023, 1_024, 1_800_000_000_000, 1_800_000_000_001].map((ms) => newId('event', ms));

  expect([...ids].sort()).toEqual(ids);
});

test('a million ids of one millisecond would not meet: a hundred thousand do not', () => {
  const ids = new Set(Array.from({ length: 100_000 }, () => newId('permit', 0)));

  expect(ids.size).toBe(100_000);
});

test('an id of another kind or form is told apart', () => {
  expect(isId(newId('debt'), 'customer')).toBe(false);
  expect(isId('ext-17')).toBe(false);
  expect(isId('payments')).toBe(false);
});
