import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Words } from '../templates/write-words.ts';

/** The first key seals, every key opens: so keys can be changed while old rows wait for it. */
export type ContentKeys = readonly { id: string; key: Buffer }[];

/** What a message said, encrypted: with which key, and the bytes in base64. */
export type SealedContent = { keyId: string; sealed: string };

/** Whose message it is. A sealed content moved to another customer does not open. */
type Owner = { creditorId: string; customerId: string | null };

const cipher = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];
const boundTo = ({ creditorId, customerId }: Owner) => [creditorId, customerId] as const;

/** Bytes that open only with what they are bound to. */
export type SealedBytes = { keyId: string; sealed: Buffer };
/** What was sealed was altered, or stands where it does not belong. */
export class SealBroken extends Error {
  constructor() {
    super('What was sealed does not open: unable to authenticate it.');
    this.name = 'SealBroken';
  }
}

type Bond = readonly (string | number | null)[];
const bondOf = (to: Bond): Buffer => Buffer.from(JSON.stringify(to));

export function sealBytes([current]: ContentKeys, plain: Buffer, to: Bond): SealedBytes {
  if (!current) throw new Error('There is no key to encrypt contents with.');
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, current.key, iv).setAAD(bondOf(to));
  const bytes = Buffer.concat([sealing.update(plain), sealing.final()]);
  return { keyId: current.id, sealed: Buffer.concat([iv, sealing.getAuthTag(), bytes]) };
}

export function openBytes(keys: ContentKeys, { keyId, sealed }: SealedBytes, to: Bond): Buffer {
  const key = keys.find(({ id }) => id === keyId)?.key;
  if (!key) throw new Error(`The key ${keyId} is not configured.`);
  try {
    const opening = createDecipheriv(cipher, key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(bondOf(to))
      .setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
    return Buffer.concat([opening.update(sealed.subarray(ivBytes + tagBytes)), opening.final()]);
  } catch {
    throw new SealBroken();
  }
}

export function sealText(keys: ContentKeys, text: string, owner: Owner): SealedContent {
  const { keyId, sealed } = sealBytes(keys, Buffer.from(text), boundTo(owner));
  return { keyId, sealed: sealed.toString('base64') };
}

export const openText = (keys: ContentKeys, { keyId, sealed }: SealedContent, owner: Owner): string =>
  openBytes(keys, { keyId, sealed: Buffer.from(sealed, 'base64') }, boundTo(owner)).toString('utf8');

/** What is known of a message is kept in no other form than this. */
export const sealContent = (keys: ContentKeys, content: Record<string, unknown>, owner: Owner): SealedContent =>
  sealText(keys, JSON.stringify(content), owner);

export const openContent = (keys: ContentKeys, content: SealedContent, owner: Owner): Record<string, unknown> =>
  JSON.parse(openText(keys, content, owner)) as Record<string, unknown>;

export const sealWords = (keys: ContentKeys, { subjectLine, text, html }: Words, owner: Owner): SealedContent =>
  sealContent(keys, { subjectLine, contentText: text, contentHtml: html }, owner);

/** Of a message that said nothing yet, no words. */
export function openWords(keys: ContentKeys, content: SealedContent | null, owner: Owner): Words {
  const stored = content === null ? {} : openContent(keys, content, owner);
  const { subjectLine, contentText, contentHtml } = stored as Record<string, string | null | undefined>;
  return { subjectLine: subjectLine ?? null, text: contentText ?? '', html: contentHtml ?? null };
}
