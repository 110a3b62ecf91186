import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The first key seals, every key opens: so keys can be changed while old rows wait for it. */
export type SealKeys = readonly { id: string; key: Buffer }[];

const cipher = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];

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

export function sealBytes([current]: SealKeys, plain: Buffer, to: Bond): SealedBytes {
  if (!current) throw new Error('There is no key to encrypt with.');
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, current.key, iv).setAAD(bondOf(to));
  const bytes = Buffer.concat([sealing.update(plain), sealing.final()]);
  return { keyId: current.id, sealed: Buffer.concat([iv, sealing.getAuthTag(), bytes]) };
}

export function openBytes(keys: SealKeys, { keyId, sealed }: SealedBytes, to: Bond): Buffer {
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
