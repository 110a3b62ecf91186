import type { Operation } from '@fairdue/http';
import { deadLetterOperations, faultyJobOperations, healthOperations } from '@fairdue/service';
import { callbackOperations } from './callbacks/callback.operations.ts';
import { contentKeyOperations } from './content-keys/content-keys.operations.ts';
import { fileOperations } from './documents/file.operations.ts';
import { caseOperations } from './inbound/cases/case.operations.ts';
import { receiveOperations } from './inbound/receive.operations.ts';
import { interactionOperations } from './interactions/interaction.operations.ts';
import { renderOperations } from './rendering/render.operations.ts';
import { sendingOperations } from './sending/sending.operations.ts';
import { descriptorOperations } from './templates/stored/descriptor.operations.ts';
import { unsubscribeOperations } from './unsubscribe/unsubscribe.operations.ts';
import { versionOperations } from './templates/stored/version.operations.ts';

/** What a client, or a provider, may ask of this service. */
export const operations: readonly Operation[] = [
  ...descriptorOperations,
  ...versionOperations,
  ...renderOperations,
  ...fileOperations,
  ...sendingOperations,
  ...receiveOperations,
  ...caseOperations,
  ...interactionOperations,
  ...contentKeyOperations,
  ...unsubscribeOperations,
  ...callbackOperations,
  ...deadLetterOperations('communicator'),
  ...faultyJobOperations('communicator'),
  ...healthOperations('communicator'),
];
