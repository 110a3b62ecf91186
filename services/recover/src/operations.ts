import type { Operation } from '@fairdue/http';
import { deadLetterOperations, faultyJobOperations, healthOperations } from '@fairdue/service';
import { closingOperations } from './closings/closing.operations.ts';
import { contactOperations } from './contacts/contact.operations.ts';
import { agencyCustomerOperations } from './customers/agency-customer.operations.ts';
import { customerOperations } from './customers/customer.operations.ts';
import { debtOperations } from './debts/debt.operations.ts';
import { pauseOperations } from './debts/pause.operations.ts';
import { disputeOperations } from './disputes/dispute.operations.ts';
import { erasureOperations } from './erasure/erasure.operations.ts';
import { historyOperations } from './history/history.operations.ts';
import { paymentOperations } from './payments/payment.operations.ts';
import { planOperations } from './plans/payment-plan.operations.ts';
import { retentionOperations } from './retention/retention.operations.ts';
import { representationOperations } from './representation/representation.operations.ts';

/** All that a client may ask of recover. */
export const recoverOperations: readonly Operation[] = [
  ...customerOperations,
  ...contactOperations,
  ...debtOperations,
  ...pauseOperations,
  ...paymentOperations,
  ...planOperations,
  ...representationOperations,
  ...agencyCustomerOperations,
  ...erasureOperations,
  ...retentionOperations,
  ...disputeOperations,
  ...closingOperations,
  ...historyOperations,
  ...deadLetterOperations('recover'),
  ...faultyJobOperations('recover'),
  ...healthOperations('recover'),
];
