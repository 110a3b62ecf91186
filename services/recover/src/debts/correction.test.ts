import { correct, correctDefaultDate, correctOutOfStatute } from './correction.ts';
import { placedAt as now, placedDebt } from './placed-debt.ts';

const transactionTimestamp = Date.UTC(2024, 2, 15, 18);
const explicitOutOfStatuteDate = { day: 30, month: 9, year: 2027 };
const before = placedDebt({}, { transactionTimestamp, explicitOutOfStatuteFlag: true });

test('a correction replaces its part and leaves the rest', () => {
  const clientFields = [{ key: 'REGION', value: 'SW' }];
  const after = correct(before, { clientFields }, now);

  expect(after).toMatchObject({
    version: 2,
    placed: { clientFields, transactionId: 'INV-9001', transactionTimestamp },
  });
});

test.each([
  [{}, undefined, undefined],
  [{ explicitOutOfStatuteDate }, explicitOutOfStatuteDate, undefined],
  [{ explicitOutOfStatuteFlag: false }, undefined, false],
])('of the statute of limitations only %j is known afterwards', (said, date, flag) => {
  const { placed } = correctOutOfStatute(before, said, now);

  expect([placed.explicitOutOfStatuteDate, placed.explicitOutOfStatuteFlag]).toEqual([date, flag]);
});

test('a day of default is that day in every zone of the country, and may be that of the transaction', () => {
  const after = correctDefaultDate(before, { day: 15, month: 3, year: 2024 }, now);

  expect(after.placed.defaultTimestamp).toBe(Date.UTC(2024, 2, 15, 12));
});

test('a default before the transaction is none', () => {
  expect(() => correctDefaultDate(before, { day: 14, month: 3, year: 2024 }, now)).toThrow(
    expect.objectContaining({ code: 'input-invalid', faults: [expect.objectContaining({ path: 'defaultDate' })] }),
  );
});
