import type { Caller, KeptForm } from '@fairdue/http';
import type { CommunicatorDeps } from '../config.ts';
import type { Eyes } from './interaction-on-the-wire.ts';
import { openText, sealText, type SealedContent } from './sealed-content.ts';

/** What this caller may read of messages. */
export const eyesOf = ({ config }: Pick<CommunicatorDeps, 'config'>, { permissions }: Caller): Eyes => ({
  maySeeSensitive: permissions.has('*') || permissions.has('interaction:read.sensitive'),
  contentKeys: config.CONTENT_KEYS,
});

/** Answers that say what a message said lie as closed as the message itself. */
export function sealedAnswers({ db, config }: Pick<CommunicatorDeps, 'db' | 'config'>) {
  const keys = config.CONTENT_KEYS;
  const owner = { creditorId: 'kept answers', customerId: null };
  const keptAs: KeptForm = {
    write: (body) => JSON.stringify(sealText(keys, body, owner)),
    read: (kept) => openText(keys, JSON.parse(kept) as SealedContent, owner),
  };
  return { db, keptAs };
}
