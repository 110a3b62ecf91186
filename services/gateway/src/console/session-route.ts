import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { HttpFault, read, type Upstream } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Trace } from '@fairdue/telemetry';
import { z } from 'zod';
import type { AccessTokens } from '../credentials/access-tokens.ts';
import type { Authenticate } from '../credentials/authenticate.ts';
import type { Account, FindAccount } from '../credentials/find-account.ts';
import type { AddressLimit } from '../limits/address-limit.ts';
import { limitedText } from '../proxy/limited-body.ts';
import { isFromConsole, sessionCookie, tokenOfSession } from './session-cookie.ts';

export const sessionPath = '/console/session';

/** Who is signed in, what they may do and for whom, and until when. The token itself no script of the page ever sees. */
export type SessionBody = {
  accountId: string;
  permissions: readonly string[];
  creditorIds: readonly string[];
  expiresAt: string;
};

type Exchange = { req: IncomingMessage; res: ServerResponse; trace: Trace; headers: OutgoingHttpHeaders };

export type SessionRoute = (exchange: Exchange) => Promise<{ accountId: string; body: SessionBody | { ok: true } }>;

type Options = {
  authenticate: Authenticate;
  findByKey: FindAccount;
  tokens: AccessTokens;
  limitAddress: AddressLimit;
  /** Keeps which tokens were given back. */
  creditor: Upstream;
};

const SignIn = z.strictObject({ apiKey: z.string().min(1).max(500) });
const Revoked = z.object({ revoked: z.literal(true) });

async function bodyOf(req: IncomingMessage): Promise<unknown> {
  const text = await limitedText(req, 2_048);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refused('malformed', 'request-invalid', 'The body is not JSON.');
  }
}

const told = ({ accountId, permissions, creditorIds }: Account, expiresAt: Date): SessionBody => ({
  accountId,
  permissions: [...permissions].toSorted(),
  creditorIds: [...creditorIds],
  expiresAt: expiresAt.toISOString(),
});

/**
 * `/console/session`: POST signs in with an API key, GET says who is signed in, DELETE signs out. The cookie holds an
 * access token like those of `/oauth/token`: it dies with its key, and at once when it is given back.
 */
export function sessionRoute({ authenticate, findByKey, tokens, limitAddress, creditor }: Options): SessionRoute {
  const signIn = async ({ req, trace, headers }: Exchange) => {
    await limitAddress(req);
    const { apiKey } = read(SignIn, await bodyOf(req));
    const account = await findByKey(apiKey, trace);
    if (!account)
      throw new Refused('unauthenticated', 'credential-invalid', 'That API key is unknown, or was revoked.');
    const token = await tokens.issue({ accountId: account.accountId, apiKeyId: account.countedAs });
    headers['set-cookie'] = sessionCookie(token, tokens.lifetimeSeconds, req.headers.host);
    const expiresAt = new Date(Date.now() + tokens.lifetimeSeconds * 1_000);
    return { accountId: account.accountId, body: told(account, expiresAt) };
  };

  /** Of a cookie that is missing, made up or over there is nothing to say. */
  const claimOf = (req: IncomingMessage) => tokens.read(tokenOfSession(req) ?? '').catch(() => null);

  const whoIsIt = async (exchange: Exchange) => {
    const claim = await claimOf(exchange.req);
    if (!claim) throw new Refused('unauthenticated', 'credential-missing', 'Nobody is signed in.');
    const account = await authenticate(exchange);
    return { accountId: account.accountId, body: told(account, claim.expiresAt) };
  };

  /** Signing out of a session that has ended, or of none, is no fault. */
  const signOut = async ({ req, trace, headers }: Exchange) => {
    headers['set-cookie'] = sessionCookie('', 0, req.headers.host);
    const claim = await claimOf(req);
    if (claim)
      await creditor.call({
        method: 'POST',
        path: '/internal/revoked-tokens',
        body: { tokenId: claim.tokenId, expiresAt: claim.expiresAt.toISOString() },
        trace,
        idempotent: true,
        schema: Revoked,
      });
    return { accountId: 'nobody', body: { ok: true as const } };
  };

  return async (exchange) => {
    if (!isFromConsole(exchange.req))
      throw new Refused('forbidden', 'console-only', 'Only pages of the console itself may ask this.');
    const answer = { POST: signIn, GET: whoIsIt, DELETE: signOut }[exchange.req.method ?? ''];
    if (answer) return answer(exchange);
    throw new HttpFault(405, 'method-not-allowed', 'Method not allowed.', { allow: 'GET, POST, DELETE' });
  };
}
