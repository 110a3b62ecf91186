import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { Refused } from '@fairdue/refused';

/** Who is asking, as the gateway or another service vouched for it. Never taken from headers of a client. */
export type Caller = {
  /** The account, or `service:<name>` where a service asks on its own. */
  accountId: string;
  /** `*` stands for every permission. */
  permissions: ReadonlySet<string>;
  /** Every creditor the account is linked to. Empty for a service asking on its own, which names the creditor itself. */
  creditorIds: readonly string[];
  /** `X-TA-CREDITOR`: which of the set the client means. */
  headerCreditorId?: string;
  requestId: string;
  /** The service that asks, on its own or for the account. Absent when the gateway passed a client's request on. */
  service?: string;
  /** `X-TA-AUDIT-DESCRIPTION`: why a change is made, in the client's words. */
  auditDescription?: string;
};

type Request = { caller?: Caller; rawBody?: Buffer; requestId?: string; endsAtMs?: number };
const requests = new WeakMap<IncomingMessage, Request>();

/** What is known of a request beside what the client sent. */
export function requestFacts(req: IncomingMessage): Request {
  const known = requests.get(req);
  if (known) return known;
  const facts: Request = {};
  requests.set(req, facts);
  return facts;
}

/** The caller of an authenticated request. */
export function caller(req: IncomingMessage): Caller {
  const known = requestFacts(req).caller;
  if (!known) throw new Error('This route is open: it has no caller.');
  return known;
}

/** The bytes of the body as they came, where the family asked to keep them: signatures are over bytes. */
export function rawBody(req: IncomingMessage): Buffer {
  const bytes = requestFacts(req).rawBody;
  if (!bytes) throw new Error('This family does not keep the bytes of its bodies.');
  return bytes;
}

/** The monotonic instant by which the request under way must be answered. Calls to other services inherit it. */
export const requestDeadline = new AsyncLocalStorage<number>();

export function requirePermission({ permissions }: Caller, permission: string): void {
  if (permissions.has('*') || permissions.has(permission)) return;
  throw new Refused('forbidden', 'permission-missing', `This needs the permission ${permission}.`);
}

/**
 * The creditor a request is about: the one its object names (path, debt, `companyId`), else the header's, else the
 * account's only one. A creditor outside the set does not exist; a header naming one is forbidden, as is naming none
 * where there are several.
 */
export function theCreditor(from: Caller, named?: string): string {
  const { creditorIds, headerCreditorId } = from;
  if (from.service !== undefined && creditorIds.length === 0) {
    if (named !== undefined) return named;
    throw new Refused('forbidden', 'creditor-unnamed', 'A service has to name the creditor it asks for.');
  }
  if (headerCreditorId !== undefined && !creditorIds.includes(headerCreditorId))
    throw new Refused(
      'forbidden',
      'creditor-not-linked',
      'X-TA-CREDITOR names a creditor this account is not linked to.',
    );
  if (named !== undefined) {
    if (creditorIds.includes(named)) return named;
    throw new Refused('not-found', 'creditor-not-found', 'There is no such creditor.');
  }
  if (headerCreditorId !== undefined) return headerCreditorId;
  const [only, ...others] = creditorIds;
  if (only !== undefined && others.length === 0) return only;
  throw new Refused(
    'forbidden',
    'creditor-unnamed',
    creditorIds.length === 0
      ? 'This account is linked to no creditor.'
      : 'X-TA-CREDITOR is required for accounts with several creditors.',
  );
}

/** Among whose objects a caller looks who names one by its id: those of the creditor in the header, else of all that are linked. */
export const theCreditors = (from: Caller): readonly string[] =>
  from.headerCreditorId === undefined ? from.creditorIds : [theCreditor(from)];
