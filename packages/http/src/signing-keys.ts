import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** The name of a public key: what tells a verifier which of several trusted keys to use while keys rotate. */
export const keyIdOf = (key: KeyObject): string => {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .slice(0, 16);
};

const ed25519 = (key: KeyObject): KeyObject => {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('Internal tokens are signed with Ed25519 keys.');
  return key;
};

/** For one process that hosts every service: a key nobody outside it ever sees. */
export const newSigningKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;

/** A private key as configuration holds it: PKCS#8 DER in base64. */
export const readSigningKey = (base64: string): KeyObject =>
  ed25519(createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' }));

/** Public keys as configuration holds them: SPKI DER in base64, with commas between. During a rotation there are two. */
export const readTrustedKeys = (list: string): KeyObject[] =>
  list
    .split(',')
    .map((base64) => base64.trim())
    .filter((base64) => base64 !== '')
    .map((base64) => ed25519(createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })));

export const publicKeyOf = (signingKey: KeyObject): KeyObject => createPublicKey(signingKey);
