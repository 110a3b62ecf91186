import { newCustomer, type Customer, type Hold } from './customer.ts';
import { stopsOf } from './stops-of.ts';

const aHold = (holdId: string, placedAt: string, over: Partial<Hold> = {}): Hold => ({
  holdId,
  reason: 'cease',
  channels: [],
  themes: 'all',
  contactIds: [],
  debtIds: [],
  source: { service: 'agency', key: holdId, version: 1 },
  endsAt: null,
  epoch: 1,
  placedAt: new Date(placedAt),
  liftedAt: null,
  recordedBy: { kind: 'account', id: 'AC-1-A' },
  ...over,
});
const customer: Customer = {
  ...newCustomer('CR-1-A', 'BO-1-A'),
  holds: [
    aHold('lifted', '2026-03-01T12:00:00Z', { liftedAt: new Date('2026-03-10T12:00:00Z') }),
    aHold('standing', '2026-03-05T12:00:00Z'),
    aHold('imported', '2026-03-20T12:00:00Z', { startsAt: '2026-03-02T12:00:00Z' }),
  ],
};
const standing = (pastAt?: string) =>
  stopsOf(customer, pastAt === undefined ? null : Date.parse(pastAt)).map(({ source }) => source);

test.each([
  ['2026-02-28T12:00:00Z', []],
  ['2026-03-01T12:00:00Z', ['lifted']],
  ['2026-03-04T12:00:00Z', ['lifted', 'imported']],
  ['2026-03-10T11:59:59Z', ['lifted', 'standing', 'imported']],
  ['2026-03-10T12:00:00Z', ['standing', 'imported']],
])('at %s, long gone, the holds of then stand: %j', (pastAt, holds) => {
  expect(standing(pastAt)).toEqual(holds);
});

test('now, what is not lifted stands', () => {
  expect(standing()).toEqual(['standing', 'imported']);
});
