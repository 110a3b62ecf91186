import { Refused } from '@fairdue/refused';
import { openBytes, sealBytes } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { Form } from '../templates/built-in/layout.ts';

type Config = Pick<CommunicatorDeps['config'], 'CONTENT_KEYS' | 'PUBLIC_URL' | 'GATEWAY_URL'>;
type Named = { creditorId: string; interactionId: string };

/** What is sealed for a link opens nowhere else, and nothing else opens as a link. */
const bond = ['unsubscribe links', null] as const;

/**
 * Every email about an account can be ended by a link; only what lets somebody prove who they are comes when they ask for
 * it, and has no end.
 */
export const needsLink = ({ theme }: Pick<Interaction, 'theme'>, form: Form): boolean =>
  form === 'email' && theme !== 'opsAccountCredentials';

const urlSafe = (text: string | Buffer): string => Buffer.from(text).toString('base64url');

/** Names the email and nothing that can be read: neither whose it is nor where it went. It is good as long as its key. */
export function unsubscribeLink(config: Config, { creditorId, _id }: Pick<Interaction, 'creditorId' | '_id'>): string {
  const { keyId, sealed } = sealBytes(config.CONTENT_KEYS, Buffer.from(JSON.stringify([creditorId, _id])), bond);
  const base = (config.PUBLIC_URL ?? config.GATEWAY_URL).replace(/\/+$/, '');
  return `${base}/unsubscribe/${urlSafe(keyId)}.${urlSafe(sealed)}`;
}

export const linkUnknown = (): Refused =>
  new Refused(
    'not-found',
    'unsubscribe-link-unknown',
    'This link is not complete. Please open it from the email again.',
  );

/** The email a link stands in. One that nobody gave out is a page that does not exist. */
export function readLink({ CONTENT_KEYS }: Pick<Config, 'CONTENT_KEYS'>, token: string): Named {
  const [keyId = '', sealed = ''] = token.length <= 1_000 ? token.split('.') : [];
  try {
    const closed = {
      keyId: Buffer.from(keyId, 'base64url').toString('utf8'),
      sealed: Buffer.from(sealed, 'base64url'),
    };
    const named = openBytes(CONTENT_KEYS, closed, bond).toString('utf8');
    const [creditorId, interactionId] = JSON.parse(named) as [string, string];
    return { creditorId, interactionId };
  } catch {
    throw linkUnknown();
  }
}

/** RFC 8058 wants one click to be safe, so only an address that is encrypted offers it. */
export const unsubscribeHeaders = (link: string): Record<string, string> => ({
  'List-Unsubscribe': `<${link}>`,
  ...(link.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
});
