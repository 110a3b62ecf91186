import { Router } from 'express';
import { z } from 'zod';
import { caller, read, requirePermission } from '@fairdue/http';
import { SealBroken } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { chunksAfter, openChunk, resealChunk } from '../documents/content.store.ts';
import { contentsAfter, replaceContents } from '../interactions/interaction.store.ts';
import { openText, sealText } from '../interactions/sealed-content.ts';

const messagesAtOnce = 500;
const piecesAtOnce = 16;

/** `after`: where an earlier answer left off. */
export const RotationRequest = z.strictObject({
  after: z
    .string()
    .regex(/^(messages|files)\/.{0,200}$/, 'is no `next` of an answer')
    .nullable()
    .default(null),
});
export const RotationBody = z.strictObject({
  looked: z.int(),
  resealed: z.int(),
  /** Those that were altered in the store: they open with no key, and stay as they are. The log names them. */
  altered: z.int(),
  left: z.boolean(),
  next: z.string().nullable(),
});
type Rotation = z.output<typeof RotationBody>;

/**
 * Seals with the newest key what older ones sealed: what messages say, then the bytes of files, some at a time, over all
 * creditors. A row that changes meanwhile is left for the next time from the start: when a whole round has sealed nothing, the
 * older keys are needed no more. Nobody sees what is sealed.
 */
export const rotateContentKeysRoute = (deps: CommunicatorDeps) =>
  Router().post('/agency/v1/interactions/content-keys/rotate', async (req, res) => {
    requirePermission(caller(req), 'agency.content-keys:write');
    const { after } = read(RotationRequest, req.body ?? {});
    const [of = 'messages', ...id] = (after ?? 'messages/').split('/');
    const answer = of === 'messages' ? await messages(deps, id.join('/')) : await files(deps, id.join('/'));
    res.json(answer);
  });

async function messages(deps: CommunicatorDeps, after: string): Promise<Rotation> {
  const { db, config } = deps;
  const keys = config.CONTENT_KEYS;
  const rows = await contentsAfter(db, after, messagesAtOnce);
  const older = rows.flatMap(({ content: before, ...owner }) =>
    before === null || before.keyId === keys[0]?.id ? [] : { ...owner, before },
  );
  const whole = older.flatMap(({ before, ...owner }) => {
    const text = unlessAltered(deps, owner._id, () => openText(keys, before, owner));
    return text === null ? [] : { ...owner, before, after: sealText(keys, text, owner) };
  });
  const resealed = await replaceContents(db, whole);
  const altered = older.length - whole.length;
  const last = rows.length === messagesAtOnce ? rows.at(-1)?._id : undefined;
  return {
    looked: rows.length,
    resealed,
    altered,
    left: true,
    next: last === undefined ? 'files/' : `messages/${last}`,
  };
}

async function files(deps: CommunicatorDeps, after: string): Promise<Rotation> {
  const { db, config } = deps;
  const keys = config.CONTENT_KEYS;
  const rows = await chunksAfter(db, after, piecesAtOnce);
  let [resealed, altered] = [0, 0];
  for (const chunk of rows.filter(({ keyId }) => keyId !== keys[0]?.id)) {
    const bytes = unlessAltered(deps, chunk._id, () => openChunk(keys, chunk));
    if (bytes === null) {
      altered++;
      continue;
    }
    await resealChunk(db, keys, chunk, bytes);
    resealed++;
  }
  const last = rows.length === piecesAtOnce ? rows.at(-1)?._id : undefined;
  const next = last === undefined ? null : `files/${last}`;
  return { looked: rows.length, resealed, altered, left: next !== null, next };
}

/** null: it was altered in the store. It is named for a person to look at, and holds up nothing else. */
function unlessAltered<T>({ log }: CommunicatorDeps, id: string, open: () => T): T | null {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    log.error({ id }, 'what was sealed was altered in the store: it cannot be sealed with another key');
    return null;
  }
}
