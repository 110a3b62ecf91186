import type { Operation } from '@fairdue/http';
import { deadLetterOperations, faultyJobOperations, healthOperations } from '@fairdue/service';
import { accountOperations } from './accounts/account.operations.ts';
import { brandOperations } from './brands/brand.operations.ts';
import { creditorOperations } from './creditors/creditor.operations.ts';
import { historyOperations } from './history/history.operations.ts';
import { apiKeyOperations } from './keys/api-key.operations.ts';

/** What a client may ask of this service. */
export const operations: readonly Operation[] = [
  ...creditorOperations,
  ...brandOperations,
  ...accountOperations,
  ...apiKeyOperations,
  ...historyOperations,
  ...deadLetterOperations('creditor'),
  ...faultyJobOperations('creditor'),
  ...healthOperations('creditor'),
];
