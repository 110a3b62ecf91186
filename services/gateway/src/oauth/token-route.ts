import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { HttpFault } from '@fairdue/http';
import type { Trace } from '@fairdue/telemetry';
import type { AccessTokens } from '../credentials/access-tokens.ts';
import type { Account, FindAccount } from '../credentials/find-account.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import { limitedText } from '../proxy/limited-body.ts';
import { invalidClient, invalidScope, readTokenRequest, type TokenRequest } from './token-request.ts';

/** RFC 6749 5.1. `scope` is there when the request named one. */
export const TokenBody = z.strictObject({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
  scope: z.string().exactOptional(),
});
type TokenBody = z.output<typeof TokenBody>;

/** Answers with a token of its own, or throws what RFC 6749 has for it. */
export type TokenRoute = (exchange: Exchange) => Promise<{ accountId: string; body: TokenBody }>;
type Exchange = { req: IncomingMessage; trace: Trace; headers: OutgoingHttpHeaders };

type Options = { findByKey: FindAccount; tokens: AccessTokens; limit: RateLimit };

const bytesMax = 16 * 1_024;

async function formOf(req: IncomingMessage): Promise<string> {
  const [type] = (req.headers['content-type'] ?? '').toLowerCase().split(';');
  if (type?.trim() !== 'application/x-www-form-urlencoded')
    throw new HttpFault(400, 'invalid-request', 'Content-Type must be application/x-www-form-urlencoded.');
  return limitedText(req, bytesMax);
}

/** The secret is an API key; the id, where one is given, that of the key or of its account. */
async function clientAccount(
  findByKey: FindAccount,
  { clientId, secret }: TokenRequest,
  trace: Trace,
): Promise<Account> {
  const account = await findByKey(secret, trace);
  if (!account) throw invalidClient();
  if (clientId !== undefined && clientId !== account.accountId && clientId !== account.countedAs) throw invalidClient();
  return account;
}

const holds = ({ permissions }: Account, scope: string): boolean => permissions.has('*') || permissions.has(scope);

/** `POST /oauth/token`: client credentials for an access token, limited to scopes of those the client holds. */
export const tokenRoute =
  ({ findByKey, tokens, limit }: Options): TokenRoute =>
  async ({ req, trace, headers }) => {
    if (req.method !== 'POST') throw new HttpFault(405, 'method-not-allowed', 'Method not allowed.', { allow: 'POST' });
    const request = readTokenRequest(req.headers.authorization, await formOf(req));
    const account = await clientAccount(findByKey, request, trace);
    await limit(account.countedAs, headers);
    const { scopes } = request;
    if (scopes && !scopes.every((scope) => holds(account, scope))) throw invalidScope();

    const { accountId, countedAs: apiKeyId } = account;
    const token = await tokens.issue({ accountId, apiKeyId, ...(scopes && { scopes }) });
    headers['pragma'] = 'no-cache';
    const body: TokenBody = {
      access_token: token,
      token_type: 'Bearer',
      expires_in: tokens.lifetimeSeconds,
      ...(scopes && { scope: scopes.join(' ') }),
    };
    return { accountId, body };
  };
