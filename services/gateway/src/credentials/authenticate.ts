import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Refused } from '@fairdue/refused';
import type { Trace } from '@fairdue/telemetry';
import type { RequestHandler } from 'express';
import passport from 'passport';
import type { Account, Finders } from './find-account.ts';
import { rememberFor, type Remembered } from './remember.ts';
import { strategies, type Asking } from './strategies.ts';

type Exchange = { req: IncomingMessage; res: ServerResponse; trace: Trace };
/** A promise only for a credential that is not remembered. */
export type Authenticate = (exchange: Exchange) => Account | Promise<Account>;

/** What one connection showed last, and what that was worth. */
type Shown = Pick<IncomingHttpHeaders, 'authorization' | 'x-api-key'> & { entry: Remembered<Account | null> };

const missing = () => new Refused('unauthenticated', 'credential-missing', 'A credential is required.');

function valid(account: Account | null): Account {
  if (account) return account;
  throw new Refused('unauthenticated', 'credential-invalid', 'The credential is invalid or has expired.');
}

/**
 * The account behind a request, whichever way it shows its key; without a valid one it goes no further. What the headers
 * were worth is remembered for two seconds at most from when the creditor service was asked, so that a revoked key is
 * dead everywhere within them, and every token made with it.
 */
export function authenticator(finders: Finders, rememberMs: number): Authenticate {
  const remember = rememberFor<Account | null>(rememberMs);
  const lastOn = new WeakMap<Socket, Shown>();
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
  function remembered(exchange: Exchange, { authorization, 'x-api-key': apiKey }: IncomingHttpHeaders) {
    const { socket } = exchange.req;
    const last = lastOn.get(socket);
    const isSame = last && last.authorization === authorization && last['x-api-key'] === apiKey;
    if (isSame && last.entry.until > performance.now()) return last.entry;
    const entry = remember(JSON.stringify([authorization, apiKey]), () => accountOf(exchange));
    lastOn.set(socket, { authorization, 'x-api-key': apiKey, entry });
    return entry;
  }

  return (exchange) => {
    const { headers } = exchange.req;
    if (headers.authorization === undefined && headers['x-api-key'] === undefined) throw missing();
    const { known, found } = remembered(exchange, headers);
    return known === undefined ? found.then(valid) : valid(known);
  };
}
