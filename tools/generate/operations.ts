import type { Operation } from '@fairdue/http';
import { recoverOperations } from '../../services/recover/src/operations.ts';

/** What a client may ask of the platform, by owner, in the order in which the description shows it. */
export const operations: readonly Operation[] = [...recoverOperations];
