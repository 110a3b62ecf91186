import { z } from 'zod';
import { OwedAmount, Text, usd } from '../wire/scalars.ts';

const bucket = OwedAmount.default(() => usd(0));

/** BalanceSnapshot as a request: nothing negative, and something to collect. */
const BalanceSnapshot = z
  .object({ principal: OwedAmount, interest: bucket, fees: bucket, costs: bucket, notes: Text.exactOptional() })
  .refine(
    ({ principal, interest, fees, costs }) => [principal, interest, fees, costs].some(({ amount }) => amount !== 0),
    {
      error: 'must not be zero in total',
    },
  );

/** R13. */
export const ReopenRequest = z.object({ balance: BalanceSnapshot }).transform(({ balance }) => ({
  toCollect: {
    principalCents: balance.principal.amount,
    interestCents: balance.interest.amount,
    feesCents: balance.fees.amount,
    costsCents: balance.costs.amount,
  },
  notes: balance.notes,
}));
