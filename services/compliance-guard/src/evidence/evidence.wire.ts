import { Id } from '@fairdue/contracts';
import { z } from 'zod';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What is signed, as canonical JSON: members in order, without spaces. */
const Checkpoint = z.strictObject({
  type: z.literal('checkpoint'),
  creditorId: Id,
  from: z.int(),
  position: z.int(),
  hash: Hash,
  root: Hash,
  at: z.iso.datetime(),
  keyId: Hash,
});

export const CheckpointList = z.strictObject({
  items: z.array(z.strictObject({ checkpoint: Checkpoint, signature: z.base64() })),
  next: z.string().nullable(),
  /** Public Ed25519 keys, SPKI DER in base64; `keyId` is the SHA-256 of those bytes. */
  keys: z.array(z.strictObject({ keyId: Hash, publicKey: z.base64() })),
});
