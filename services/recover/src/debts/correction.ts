import { inputInvalid } from '../wire/read-wire.ts';
import type { CalendarDate } from '../wire/scalars.ts';
import type { OutOfStatuteRequest } from './correction.schema.ts';
import type { DebtRequest } from './debt.schema.ts';
import { changed, type Debt } from './debt.ts';

/** The creditor corrects a part of what they said of a debt. Amounts are no such part. */
export const correct = (debt: Debt, correction: Partial<DebtRequest>, now: Date): Debt => ({
  ...changed(debt, now),
  placed: { ...debt.placed, ...correction },
});

/** Replaces both: what is not said any more is gone (R17). */
export function correctOutOfStatute(debt: Debt, said: OutOfStatuteRequest, now: Date): Debt {
  const { explicitOutOfStatuteDate: _date, explicitOutOfStatuteFlag: _flag, ...placed } = debt.placed;
  return correct({ ...debt, placed }, said, now);
}

/** Noon in Greenwich is the same calendar day in every zone of the United States. */
const noonOf = ({ year, month, day }: CalendarDate): number => Date.UTC(year, month - 1, day, 12);

const startOfDay = (ms: number): number => new Date(ms).setUTCHours(0, 0, 0, 0);

/** The day of default (R19), which follows the transaction. */
export function correctDefaultDate(debt: Debt, defaultDate: CalendarDate, now: Date): Debt {
  const defaultTimestamp = noonOf(defaultDate);
  const { transactionTimestamp } = debt.placed;
  if (transactionTimestamp !== undefined && defaultTimestamp < startOfDay(transactionTimestamp))
    throw inputInvalid('Invalid input.', [{ path: 'defaultDate', problem: 'must not be before the transaction' }]);
  return correct(debt, { defaultTimestamp }, now);
}
