import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { canonicalJson } from '@fairdue/contracts';

/** Said at every batch: the chain stood here, then, with this hash; `root` stands for the batch's entries. */
export type Checkpoint = {
  type: 'checkpoint';
  creditorId: string;
  /** The first position of the batch, and its last. */
  from: number;
  position: number;
  hash: string;
  root: string;
  at: string;
  keyId: string;
};

/** Said at the end of a file: what it holds. `digest` is the SHA-256 of all that stands above it, byte for byte. */
export type End = {
  type: 'end';
  creditorId: string;
  customerId: string | null;
  count: number;
  /** Of a customer's file: every entry that is in it. */
  positions: number[] | null;
  position: number;
  hash: string;
  next: number | null;
  digest: string;
  at: string;
  keyId: string;
};

/** A public key as it is told: SPKI DER in base64. Its id is the SHA-256 of those bytes: its fingerprint. */
export type PublicKey = { keyId: string; publicKey: string };

export type Signer = { key: PublicKey; sign(statement: Checkpoint | End): string };

export function signerOf(signingKey: KeyObject): Signer {
  const der = createPublicKey(signingKey).export({ format: 'der', type: 'spki' });
  const keyId = createHash('sha256').update(der).digest('hex');
  return {
    key: { keyId, publicKey: der.toString('base64') },
    sign: (statement) => sign(null, Buffer.from(canonicalJson(statement)), signingKey).toString('base64'),
  };
}
