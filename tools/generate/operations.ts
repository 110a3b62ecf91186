import type { Operation } from '@fairdue/http';
import { operations as campaign } from '../../services/campaign/src/operations.ts';
import { operations as communicator } from '../../services/communicator/src/operations.ts';
import { operations as complianceGuard } from '../../services/compliance-guard/src/operations.ts';
import { operations as creditor } from '../../services/creditor/src/operations.ts';
import { operations as gateway } from '../../services/gateway/src/operations.ts';
import { recoverOperations } from '../../services/recover/src/operations.ts';

/** What a client may ask of the platform, by owner, in the order in which the description shows it. */
export const operations: readonly Operation[] = [
  ...recoverOperations,
  ...creditor,
  ...complianceGuard,
  ...communicator,
  ...campaign,
  ...gateway,
];
