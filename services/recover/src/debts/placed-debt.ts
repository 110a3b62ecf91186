import { aDebt } from '../examples.ts';
import { readWire } from '../wire/read-wire.ts';
import { DebtRequest } from './debt.schema.ts';
import { newDebt, type Debt } from './debt.ts';

export const placedAt = new Date('2026-01-05T12:00:00Z');

/** A debt of 120.00 as it is placed, for tests of what becomes of it. */
export const placedDebt = (over: Partial<Debt> = {}, request: Record<string, unknown> = {}): Debt => ({
  ...newDebt(readWire(DebtRequest, aDebt('INV-9001', request)), 'CR-1-A', 'BO-1-A', placedAt),
  ...over,
});
