import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Refused } from '@fairdue/refused';
import type { Connection, Tx } from '@fairdue/store';
import { caller, requestFacts } from './caller.ts';
import { claimKey, freeKey, idempotencyKeys, keepAnswer, type Claim, type KeptAnswer } from './idempotency.store.ts';

export const idempotencyCollections = [idempotencyKeys];

const claims = new WeakMap<IncomingMessage, { claim: Claim; keptAs: KeptForm }>();
/** What was kept with the effect: the same bytes need not be kept once more as they go out. */
const keptWithEffect = new WeakMap<IncomingMessage, KeptAnswer>();

const isSame = (a: KeptAnswer, b: KeptAnswer): boolean =>
  a.status === b.status && a.contentType === b.contentType && a.body === b.body;

const sha256 = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Longer than a request may take (25 s), so that only a dead one is replaced. What a crash left is free after this. */
const busyMs = 30_000;

function claimOf(req: Request, key: string): Claim {
  const { accountId, headerCreditorId = '' } = caller(req);
  const operation = `${req.method} ${req.baseUrl}${(req.route as { path: string }).path}`;
  return {
    id: sha256(accountId, operation, key),
    requestHash: sha256(req.originalUrl, headerCreditorId, JSON.stringify(req.body) ?? ''),
    owner: randomUUID(),
    busyMs,
  };
}

/** A request whose time is over may still be at work behind its 503: its key stays taken until it is surely dead. */
const mayStillWork = (req: IncomingMessage): boolean =>
  (requestFacts(req).endsAtMs ?? Infinity) - earlyMs <= performance.now();
const earlyMs = 20; // a timer may fire a little before the clock says so

/** How answers are written down, where they hold what must not lie open for a day. */
export type KeptForm = { write(body: string): string; read(kept: string): string };
const asItIs: KeptForm = { write: (body) => body, read: (kept) => kept };

type Keeping = { db: Connection; keptAs?: KeptForm };

/** Stores a good answer before it goes out; a refused request gives its key back. */
function keepWhenSent(
  { db, keptAs = asItIs }: Keeping,
  claim: Claim,
  req: Request,
  res: Response,
  fail: NextFunction,
): void {
  const send = res.send.bind(res);
  res.send = (body: unknown) => {
    res.send = send;
    const text = typeof body === 'string' ? body : '';
    const answer = { status: res.statusCode, contentType: res.get('content-type') ?? 'application/json', body: text };
    const settle = async (): Promise<void> => {
      const kept = keptWithEffect.get(req);
      if (kept && isSame(kept, answer)) return;
      if (res.statusCode < 400) await keepAnswer({ db }, claim, { ...answer, body: keptAs.write(text) });
      else if (!mayStillWork(req)) await freeKey(db, claim);
    };
    settle().then(() => send(body), fail);
    return res;
  };
}

/**
 * `Idempotency-Key` on a write: the first request does the work, its repeats within 24 h get the same bytes. Put it
 * before the handler of a route. Without the header it does nothing.
 */
export const idempotent =
  ({ db, keptAs = asItIs }: Keeping): RequestHandler =>
  async (req, res, next) => {
    const key = req.get('idempotency-key');
    if (key === undefined) return next();
    if (key.length < 1 || key.length > 255)
      throw new Refused('malformed', 'idempotency-key-invalid', 'An Idempotency-Key has 1 to 255 characters.');
    const claim = claimOf(req, key);
    const earlier = await claimKey(db, claim);
    if (earlier === 'claimed') {
      claims.set(req, { claim, keptAs });
      keepWhenSent({ db, keptAs }, claim, req, res, next);
      return next();
    }
    res.status(earlier.status).set('content-type', earlier.contentType).set('idempotent-replayed', 'true');
    res.end(keptAs.read(earlier.body));
  };

/**
 * Commits the answer together with its effect, so that not even a crash between the two makes a repeat do the work
 * again. A request whose key another one took over may not commit.
 */
export async function answerWith(tx: Tx, req: IncomingMessage, status: number, body: unknown): Promise<void> {
  const claimed = claims.get(req);
  if (!claimed) return;
  const { claim, keptAs } = claimed;
  const answer = { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) };
  const kept = { ...answer, body: keptAs.write(answer.body) };
  if (await keepAnswer(tx, claim, kept)) return void keptWithEffect.set(req, answer);
  throw new Refused('conflict', 'idempotency-key-in-flight', 'Another request with that Idempotency-Key took over.');
}
