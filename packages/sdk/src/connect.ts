import type { Credential } from './credential.ts';
import { followActivity, type ActivityEvent, type ActivityOptions } from './follow-activity.ts';
import type { Operations } from './generated/operations.ts';
import { routes } from './generated/routes.ts';
import { each } from './pages.ts';
import { usualPatience, type Patience } from './repeat.ts';
import type { Input, Page, Route } from './route.ts';
import { send, type CallOptions, type Connection } from './send.ts';

export type { CallOptions };

export type FairdueOptions = {
  /** Where the gateway is: `https://recovery.example`. */
  url: string;
  credential: Credential;
  /** Which creditor is meant unless a call says otherwise. Needed where the account is linked to several. */
  creditorId?: string;
  /** Of one attempt. The platform answers within 25 seconds. */
  timeoutMs?: number;
  /** Four attempts, waits from 250 ms to 20 s, unless said otherwise. */
  patience?: Partial<Patience>;
  fetch?: typeof fetch;
};

/** Nothing needs to be given where nothing is required. */
type Given<In> = {} extends In ? [input?: In, options?: CallOptions] : [input: In, options?: CallOptions];
type Calls = {
  [Id in keyof Operations]: (...given: Given<Operations[Id]['input']>) => Promise<Operations[Id]['answer']>;
};
type Lists = {
  [Id in keyof Operations as Operations[Id] extends { item: unknown } ? Id : never]: (
    ...given: Given<Operations[Id]['input']>
  ) => AsyncGenerator<Operations[Id] extends { item: infer Item } ? Item : never, void, undefined>;
};

/** Every operation by its name in the description of the API. */
export type Fairdue = Calls & {
  /** Every item of a list, page by page. */
  each: Lists;
  /** What happens, as it happens. */
  activity(options?: ActivityOptions): AsyncGenerator<ActivityEvent, void, undefined>;
};

const isList = (route: Route): route is Route & { page: Page } => route.page !== undefined;

/** Nothing is sent until something is asked. */
export function connect(options: FairdueOptions): Fairdue {
  const connection: Connection = {
    url: options.url,
    credential: options.credential,
    creditorId: options.creditorId,
    fetch: options.fetch ?? ((...given) => globalThis.fetch(...given)),
    timeoutMs: options.timeoutMs ?? 30_000,
    patience: { ...usualPatience, ...options.patience },
  };
  const all: [string, Route][] = Object.entries(routes);
  const calls = all.map(([id, route]) => [
    id,
    (input: Input = {}, call?: CallOptions) => send(connection, id, route, input, call),
  ]);
  const lists = all.flatMap(([id, route]) =>
    isList(route) ? [[id, (input: Input = {}, call?: CallOptions) => each(connection, id, route, input, call)]] : [],
  );
  return {
    ...(Object.fromEntries(calls) as Calls),
    each: Object.fromEntries(lists) as Lists,
    activity: (given = {}) => followActivity(connection, given),
  };
}
