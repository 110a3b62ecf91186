import type { Operation } from '@fairdue/http';
import { deadLetterOperations } from '@fairdue/service';
import { callbackOperations } from './callbacks/callback.operations.ts';
import { receiveOperations } from './inbound/receive.operations.ts';
import { interactionOperations } from './interactions/interaction.operations.ts';

/** What a client, or a provider, may ask of this service. */
export const operations: readonly Operation[] = [
  ...receiveOperations,
  ...interactionOperations,
  ...callbackOperations,
  ...deadLetterOperations('communicator'),
];
