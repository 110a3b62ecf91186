import type { IncomingMessage } from 'node:http';
import type { Trace } from '@fairdue/telemetry';
import { Strategy } from 'passport';
import type { FindAccount, Finders } from './find-account.ts';
import { isToken } from './read-token.ts';

type KeyOf = (req: IncomingMessage) => string | undefined;

/** What Passport hands on to a strategy: which request it is, for the question that is asked about its key. */
export type Asking = { session: false; trace: Trace };

/**
 * A strategy over one header: no such header lets the next strategy try, a wrong one fails. Passport works on an object
 * that inherits from this one, which is why its fields are not `#private`.
 */
class KeyStrategy extends Strategy {
  override readonly name: string;
  private readonly keyOf: KeyOf;
  private readonly find: FindAccount;

  constructor(name: string, keyOf: KeyOf, find: FindAccount) {
    super();
    this.name = name;
    this.keyOf = keyOf;
    this.find = find;
  }

  override authenticate(req: IncomingMessage, { trace }: Asking): void {
    const key = this.keyOf(req);
    if (key === undefined) return this.fail();
    this.find(key, trace).then(
      (account) => (account ? this.success(account) : this.fail()),
      (error: unknown) => this.error(error),
    );
  }
}

/** The user name of HTTP Basic. Clients leave the password blank; it says nothing. */
function basicUser({ headers }: IncomingMessage): string | undefined {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(headers.authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [user, password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return password === undefined ? undefined : user;
}

/** From the header alone: passport-http-bearer takes tokens out of bodies and query strings too (RFC 6750 2.2, 2.3). */
const bearer = ({ headers }: IncomingMessage): string | undefined =>
  /^Bearer ([^ ]+)$/i.exec(headers.authorization ?? '')?.[1];

const headerKey = ({ headers }: IncomingMessage): string | undefined => {
  const value = headers['x-api-key'];
  return typeof value === 'string' ? value : undefined;
};

/** Every way a client may show an API key, an access token or a token of an issuer, on any family. */
export const strategies = ({ ofKey, ofToken }: Finders) => [
  new KeyStrategy('basic', basicUser, ofKey),
  new KeyStrategy('bearer', bearer, (shown, trace) => (isToken(shown) ? ofToken : ofKey)(shown, trace)),
  new KeyStrategy('api-key', headerKey, ofKey),
];
