import { afterBusinessDays, decided, proposedCase } from './proposed-case.ts';

const now = new Date('2026-12-03T15:00:00Z'); // a Thursday
const by = { kind: 'account', id: 'AC-1-A' } as const;
const about = { interactionId: 'IN-1-A', creditorId: 'CR-1-A', customerId: 'BO-1-A', debtIds: [] };
const proposed = proposedCase({ ...about, wishes: ['attorney', 'dispute'] }, now);

test.each([
  ['2026-12-03T15:00:00Z', '2026-12-07T15:00:00Z'],
  ['2026-12-04T15:00:00Z', '2026-12-08T15:00:00Z'],
  ['2026-12-05T15:00:00Z', '2026-12-08T15:00:00Z'],
  ['2026-12-07T15:00:00Z', '2026-12-09T15:00:00Z'],
])('two business days after %s is %s', (at, after) => {
  expect(afterBusinessDays(new Date(at), 2)).toEqual(new Date(after));
});

test('a case is decided once: what was confirmed may be less than what was proposed, and the same word again changes nothing', () => {
  const confirmed = decided(proposed, { decision: 'confirm', wishes: ['attorney'], reason: 'a law firm' }, by, now);

  expect(confirmed).toMatchObject({ state: 'confirmed', wishes: ['attorney'], decidedBy: by, decidedAt: now });
  expect(decided(confirmed, { decision: 'confirm', reason: 'again' }, by, now)).toBe(confirmed);
  expect(() => decided(confirmed, { decision: 'reject', reason: 'no' }, by, now)).toThrow(
    expect.objectContaining({ kind: 'conflict', code: 'case-decided' }),
  );
});
