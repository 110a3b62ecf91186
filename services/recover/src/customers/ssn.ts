import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** An encrypted SSN: which key, and a blind index by which equal numbers of one creditor are found without reading any. */
export type SealedSsn = { keyId: string; sealed: string; index: string };

/** The first key seals, every key opens: so keys can be changed while old rows wait for it. */
export type SsnKeys = { keys: readonly { id: string; key: Buffer }[]; indexKey: Buffer };

type Owner = { creditorId: string; customerId: string };

const cipher = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];

/** Bound to its owner: a sealed number moved to another customer does not open. */
const boundTo = ({ creditorId, customerId }: Owner): Buffer => Buffer.from(JSON.stringify([creditorId, customerId]));

export function sealSsn({ keys: [current], indexKey }: SsnKeys, ssn: string, owner: Owner): SealedSsn {
  if (!current) throw new Error('There is no key to encrypt an SSN with.');
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, current.key, iv).setAAD(boundTo(owner));
  const text = Buffer.concat([sealing.update(ssn, 'utf8'), sealing.final()]);
  return {
    keyId: current.id,
    sealed: Buffer.concat([iv, sealing.getAuthTag(), text]).toString('base64url'),
    index: createHmac('sha256', indexKey)
      .update(JSON.stringify([owner.creditorId, ssn]))
      .digest('base64url'),
  };
}

export function openSsn({ keys }: SsnKeys, { keyId, sealed }: SealedSsn, owner: Owner): string {
  const key = keys.find(({ id }) => id === keyId)?.key;
  if (!key) throw new Error(`The key ${keyId} is not configured.`);
  const bytes = Buffer.from(sealed, 'base64url');
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(boundTo(owner))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([opening.update(bytes.subarray(ivBytes + tagBytes)), opening.final()]).toString('utf8');
}
