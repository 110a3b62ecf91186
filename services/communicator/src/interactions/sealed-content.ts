import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The first key seals, every key opens: so keys can be changed while old rows wait for it. */
export type ContentKeys = readonly { id: string; key: Buffer }[];

/** What a message said, encrypted: with which key, and the bytes in base64. */
export type SealedContent = { keyId: string; sealed: string };

/** Whose message it is. A sealed content moved to another customer does not open. */
type Owner = { creditorId: string; customerId: string | null };

const cipher = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];
const boundTo = ({ creditorId, customerId }: Owner): Buffer => Buffer.from(JSON.stringify([creditorId, customerId]));

export function sealText([current]: ContentKeys, text: string, owner: Owner): SealedContent {
  if (!current) throw new Error('There is no key to encrypt contents with.');
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, current.key, iv).setAAD(boundTo(owner));
  const bytes = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return { keyId: current.id, sealed: Buffer.concat([iv, sealing.getAuthTag(), bytes]).toString('base64') };
}

export function openText(keys: ContentKeys, { keyId, sealed }: SealedContent, owner: Owner): string {
  const key = keys.find(({ id }) => id === keyId)?.key;
  if (!key) throw new Error(`The key ${keyId} is not configured.`);
  const bytes = Buffer.from(sealed, 'base64');
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(boundTo(owner))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([opening.update(bytes.subarray(ivBytes + tagBytes)), opening.final()]).toString('utf8');
}

/** What is known of a message’s words is kept in no other form than this. */
export const sealContent = (keys: ContentKeys, content: Record<string, unknown>, owner: Owner): SealedContent =>
  sealText(keys, JSON.stringify(content), owner);

export const openContent = (keys: ContentKeys, content: SealedContent, owner: Owner): Record<string, unknown> =>
  JSON.parse(openText(keys, content, owner)) as Record<string, unknown>;
