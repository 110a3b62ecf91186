import type { Check } from '../finding.ts';
import { backlogs } from './backlogs.ts';
import { clocks } from './clocks.ts';
import { consumers } from './consumers.ts';
import { disk } from './disk.ts';
import { indexes } from './indexes.ts';
import { keys } from './keys.ts';
import { outbox } from './outbox.ts';
import { restore } from './restore.ts';
import { services } from './services.ts';
import { store } from './store.ts';
import { topics } from './topics.ts';
import { work } from './work.ts';

/** In the order in which a person would look: what does not answer explains much of what follows. */
export const checks: Readonly<Record<string, Check>> = {
  services,
  restore,
  store,
  topics,
  keys,
  clocks,
  indexes,
  consumers,
  outbox,
  work,
  backlogs,
  disk,
};
