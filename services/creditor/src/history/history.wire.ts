import { z } from 'zod';
import { RecordedBy } from '@fairdue/contracts';
import { PageEnd } from '../page-query.ts';
import type { Version } from './history.store.ts';

/** One version: who made it of what, when, why in their own words, and what then was. */
export const VersionBody = z.strictObject({
  version: z.int().positive(),
  change: z.string(),
  at: z.iso.datetime(),
  recordedBy: z.strictObject(RecordedBy.shape),
  /** The creditor or account, or the part of it that changed. */
  state: z.record(z.string(), z.unknown()),
});

export const HistoryPage = z.strictObject({ items: z.array(VersionBody), ...PageEnd });

export const versionBody = ({ version, change, at, recordedBy, state }: Version): z.output<typeof VersionBody> => ({
  version,
  change,
  at: at.toISOString(),
  recordedBy,
  state: { ...state },
});
