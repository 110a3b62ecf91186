import { randomBytes } from 'node:crypto';
import { openBytes, sealBytes, type SealKeys } from '@fairdue/store';
import type { SealedSecret, Webhook } from './webhook.ts';

const secretBytes = 32;
const stillSignsMs = 24 * 3_600_000;

/** As Standard Webhooks writes them. */
export const newSecret = (): string => `whsec_${randomBytes(secretBytes).toString('base64')}`;

type Owner = Pick<Webhook, '_id' | 'creditorId'>;
const bond = ({ creditorId, _id }: Owner) => [creditorId, _id];

export function sealSecret(keys: SealKeys, secret: string, owner: Owner): SealedSecret {
  const { keyId, sealed } = sealBytes(keys, Buffer.from(secret), bond(owner));
  return { keyId, sealed: sealed.toString('base64'), until: null };
}

const isOver = ({ until }: SealedSecret, now: Date): boolean => until !== null && until <= now;

/** The secrets that sign now, newest first. One that no key opens any more signs nothing. */
export const openSecrets = (keys: SealKeys, { secrets, ...owner }: Webhook, now: Date): string[] =>
  secrets.filter((each) => !isOver(each, now)).flatMap((each) => opened(keys, each, owner));

function opened(keys: SealKeys, { keyId, sealed }: SealedSecret, owner: Owner): string[] {
  try {
    return [openBytes(keys, { keyId, sealed: Buffer.from(sealed, 'base64') }, bond(owner)).toString()];
  } catch {
    return []; // its key has been taken out of the configuration: whoever is left without a secret is told
  }
}

/** The new one first; those before sign for a day more, so that a receiver can learn the new one without missing anything. */
export const withSecret = ({ secrets }: Webhook, fresh: SealedSecret, now: Date): SealedSecret[] => [
  fresh,
  ...secrets
    .filter((each) => !isOver(each, now))
    .map((each) => ({ ...each, until: each.until ?? new Date(now.getTime() + stillSignsMs) })),
];
