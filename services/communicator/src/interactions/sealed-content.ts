import { openBytes, sealBytes, type SealKeys } from '@fairdue/store';
import type { Words } from '../templates/write-words.ts';

export type ContentKeys = SealKeys;

/** What a message said, encrypted: with which key, and the bytes in base64. */
export type SealedContent = { keyId: string; sealed: string };

/** Whose message it is. A sealed content moved to another customer does not open. */
type Owner = { creditorId: string; customerId: string | null };

const boundTo = ({ creditorId, customerId }: Owner) => [creditorId, customerId] as const;

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
