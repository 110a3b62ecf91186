import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Refused } from '@fairdue/refused';
import type { Trace } from '@fairdue/telemetry';
import type { RequestHandler } from 'express';
import passport from 'passport';
import type { Account, Finders } from './find-account.ts';
import { rememberFor, type Remembered } from './remember.ts';
import { strategies, type Asking } from './strategies.ts';

type Exchange = { req: IncomingMessage; res: ServerResponse; trace: Trace };
export type Authenticate = (exchange: Exchange) => Promise<Account>;

const missing = () => new Refused('unauthenticated', 'credential-missing', 'A credential is required.');
const invalid = () => new Refused('unauthenticated', 'credential-invalid', 'The credential is invalid or has expired.');

/**
 * The account behind a request, whichever way it shows its key; without a valid one it goes no further. What the headers
 * were worth is remembered for two seconds at most from when the creditor service was asked, so that a revoked key is
 * dead everywhere within them, and every token made with it.
 */
export function authenticator(finders: Finders, rememberMs: number): Authenticate {
  const remember = rememberFor<Account | null>(rememberMs);
  const lastOn = new WeakMap<Socket, { shown: string; entry: Remembered<Account | null> }>();
  const passports = new passport.Passport();
  for (const strategy of strategies(finders)) passports.use(strategy);

  const accountBy = (names: string[], { req, res, trace }: Exchange): Promise<Account | null> =>
    new Promise((resolve, reject) => {
      const asking: Asking = { session: false, trace };
      const answer = (error: unknown, account?: Account | false | null): void =>
        error ? reject(error) : resolve(account || null);
      const handle = passports.authenticate(names, asking, answer) as RequestHandler;
      handle(req as Parameters<RequestHandler>[0], res as Parameters<RequestHandler>[1], reject);
    });

  /** Two credentials have to be of one account, and both valid: nobody can say which of them a client meant. */
  async function accountOf(exchange: Exchange): Promise<Account | null> {
    const { authorization, 'x-api-key': apiKey } = exchange.req.headers;
    if (authorization === undefined) return accountBy(['api-key'], exchange);
    const account = await accountBy(['basic', 'bearer'], exchange);
    if (account === null || apiKey === undefined) return account;
    const other = await accountBy(['api-key'], exchange);
    return other?.accountId === account.accountId ? account : null;
  }

  /** A client shows the same on one connection time and again: only the first time it is hashed and looked up. */
  function remembered(exchange: Exchange, shown: string): Promise<Account | null> {
    const { socket } = exchange.req;
    const last = lastOn.get(socket);
    if (last && last.shown === shown && last.entry.until > performance.now()) return last.entry.found;
    const entry = remember(shown, () => accountOf(exchange));
    lastOn.set(socket, { shown, entry });
    return entry.found;
  }

  return async (exchange) => {
    const { authorization, 'x-api-key': apiKey } = exchange.req.headers;
    if (authorization === undefined && apiKey === undefined) throw missing();
    const account = await remembered(exchange, JSON.stringify([authorization, apiKey]));
    if (account === null) throw invalid();
    return account;
  };
}
