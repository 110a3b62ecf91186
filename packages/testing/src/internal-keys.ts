import { newSigningKey, publicKeyOf } from '@fairdue/http';

/** A key pair with which the processes of one installation believe each other, in the form of their configuration. */
export function internalKeys(): { INTERNAL_SIGNING_KEY: string; INTERNAL_TRUSTED_KEYS: string } {
  const key = newSigningKey();
  return {
    INTERNAL_SIGNING_KEY: key.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    INTERNAL_TRUSTED_KEYS: publicKeyOf(key).export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}
