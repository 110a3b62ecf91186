import type { z } from 'zod';
import { newId } from '@fairdue/ids';
import type { AllocationOrder, LedgerEntry } from '../debts/balance.ts';
import type { Debt } from '../debts/debt.ts';
import { inputInvalid } from '../wire/read-wire.ts';
import type { PaymentMethod, PaymentMethodInfo } from './payment-method.ts';
import type { Payee, PaymentRequest } from './payment.schema.ts';

/** Money that came in (positive) or went back (negative). Once posted it is never changed. */
export type Payment = {
  _id: string;
  creditorId: string;
  customerId: string;
  debtId: string;
  /**
   * Its place among everything posted to the debt, from 1: the order in which balances are counted. Below zero while it
   * is not posted, and for ever when it failed.
   */
  number: number;
  amountCents: number;
  payee: z.infer<typeof Payee>;
  transactionType: PaymentRequest['transactionType'];
  transactionReference?: string;
  note: string;
  paidAt: Date;
  returnedPaymentId?: string;
  /** With what it was paid. Absent where the customer paid the creditor. */
  method?: PaymentMethod;
  methodInfo?: PaymentMethodInfo;
  isIvrPayment?: true;
  isEnteredByAgent?: true;
  isUnsettled?: true;
  isFailed?: true;
  failureReason?: string;
  /** How it was spread over what is owed. Absent: as is usual. */
  allocationOrder?: AllocationOrder;
  timeCreated: Date;
};

const defaultNote = 'Received from the API';

const wrongReturn = (problem: string) => inputInvalid('Invalid input.', [{ path: 'returnedPaymentId', problem }]);

/** Money cannot come back twice, nor from a payment that was never made here. */
function requireReturnable(returnedPaymentId: string, cents: number, earlier: readonly Payment[]): void {
  const returned = earlier.find(
    ({ _id, transactionType }) => _id === returnedPaymentId && transactionType === 'PAYMENT',
  );
  if (!returned) throw wrongReturn('is not a payment of this debt');
  const backCents = earlier
    .filter((entry) => entry.returnedPaymentId === returnedPaymentId)
    .reduce((sum, { amountCents }) => sum - amountCents, cents);
  if (backCents > returned.amountCents) throw wrongReturn('more would come back than was paid');
}

/** The next entry of a debt. Either sign is taken for money that went back; stored and shown it is negative. */
export function newPayment(request: PaymentRequest, debt: Debt, earlier: readonly Payment[], now: Date): Payment {
  const { amount, transactionType, transactionReference, returnedPaymentId } = request;
  const isPayment = transactionType === 'PAYMENT';
  const amountCents = isPayment ? amount.amount : -Math.abs(amount.amount);
  const returns = isPayment ? undefined : returnedPaymentId;
  if (returns !== undefined) requireReturnable(returns, -amountCents, earlier);
  const paidAtMs = request.paymentTimestamp ?? request.paymentTimeStamp ?? now.getTime();
  return {
    _id: newId('payment', now.getTime()),
    creditorId: debt.creditorId,
    customerId: debt.customerId,
    debtId: debt._id,
    number: debt.entriesPosted + 1,
    amountCents,
    payee: request.payee,
    transactionType,
    ...(transactionReference !== undefined && { transactionReference }),
    note: request.note ?? defaultNote,
    paidAt: new Date(paidAtMs),
    ...(returns !== undefined && { returnedPaymentId: returns }),
    timeCreated: now,
  };
}

export const ledgerEntry = ({ _id, amountCents, returnedPaymentId, allocationOrder }: Payment): LedgerEntry => ({
  paymentId: _id,
  amountCents,
  ...(returnedPaymentId !== undefined && { returnedPaymentId }),
  ...(allocationOrder && { allocationOrder }),
});
