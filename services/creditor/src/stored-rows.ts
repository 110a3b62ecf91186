import { storedRows } from '@fairdue/testing';
import { creditorService } from './app.ts';
import { firstStarts } from './first-start.ts';

/** What requests write, history included. */
export const rowsOf = storedRows(creditorService.collections.filter((each) => each !== firstStarts));
