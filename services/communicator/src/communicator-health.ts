import { secondsSince } from '@fairdue/clock';
import { fingerprint, keysFor, type OwnHealth } from '@fairdue/service';
import { timers } from '@fairdue/timers';
import type { CommunicatorDeps } from './config.ts';
import { settleJob } from './dispatch/dispatch-job.ts';
import { chunksAfter } from './documents/content.store.ts';
import { contentsAfter } from './interactions/interaction.store.ts';

/** The oldest are sealed with the oldest keys: as many of them as one look may cost. */
const looksAt = { messages: 500, pieces: 8 };
const unknownMax = 1_000;

/** Can what was written be read, and does anybody know what became of each hand-over? */
export async function communicatorHealth({ db, config }: CommunicatorDeps): Promise<OwnHealth> {
  const [messages, pieces, unknown] = await Promise.all([
    contentsAfter(db, '', looksAt.messages),
    chunksAfter(db, '', looksAt.pieces),
    timers(db)
      .find({ kind: settleJob.name, faulty: { $in: [false, true] }, attempts: { $gt: 0 } }, { failingSince: 1 })
      .limit(unknownMax)
      .lean<{ failingSince: Date | null }[]>(),
  ]);
  const needed = [...messages.flatMap(({ content }) => content?.keyId ?? []), ...pieces.map(({ keyId }) => keyId)];
  const oldest = unknown.map(({ failingSince }) => Number(failingSince)).toSorted((a, b) => a - b)[0];
  const since = oldest === undefined ? null : new Date(oldest);
  return {
    keys: [keysFor('CONTENT_KEYS', config.CONTENT_KEYS, needed)],
    shared: { ADDRESS_HASH_KEY: fingerprint(config.ADDRESS_HASH_KEY) },
    backlogs: [{ name: 'hand-overs-unknown', count: unknown.length, oldestSeconds: secondsSince(since, new Date()) }],
  };
}
