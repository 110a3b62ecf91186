import { createContext, type ComponentChildren } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { AskFailed, consoleHeaders, send, type Ask, type Method } from '../ask.ts';
import { Loading } from '../parts/show.tsx';
import { SignIn } from './sign-in.tsx';

export type Signed = {
  accountId: string;
  permissions: readonly string[];
  creditorIds: readonly string[];
  expiresAt: string;
};

type Session = Signed & {
  /** Whose customers are looked at: an account of several creditors says which. */
  creditorId: string | undefined;
  chooseCreditor: (creditorId: string) => void;
  ask: Ask;
  /** What is no JSON: a file. */
  fetchText: (path: string, accept: string) => Promise<string>;
  /** An answer that has no end. */
  open: (path: string, signal: AbortSignal, headers: Record<string, string>) => Promise<Response>;
  /** Whether the account may do it. The platform decides; here it decides what is worth showing. */
  may: (permission: string) => boolean;
  signOut: () => void;
};

const Current = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(Current);
  if (!session) throw new Error('Only what is shown to somebody who signed in asks for the session.');
  return session;
}

export const holds = (permissions: readonly string[], permission: string): boolean =>
  permissions.includes('*') || permissions.includes(permission);

const ofSession = <T,>(method: Method, body?: unknown): Promise<T> =>
  send(method, '/console/session', undefined, body).then((response) => response.json() as Promise<T>);

/** Shows its children to somebody who signed in, and to everybody else how to. A session that ends keeps the place. */
export function WithSession({ children }: { children: ComponentChildren }) {
  const [signed, setSigned] = useState<Signed | null | undefined>(undefined);
  const [hasEnded, setHasEnded] = useState(false);
  const [creditorId, chooseCreditor] = useState<string>();

  useEffect(() => {
    ofSession<Signed>('GET').then(setSigned, () => setSigned(null));
  }, []);

  const end = useCallback((error: unknown): never => {
    if (error instanceof AskFailed && error.status === 401) {
      setHasEnded(true);
      setSigned(null);
    }
    throw error;
  }, []);

  const creditorIds = signed?.creditorIds ?? [];
  const meant = creditorIds.length > 1 ? (creditorId ?? creditorIds[0]) : undefined;

  const session = useMemo<Session | null>(() => {
    if (!signed) return null;
    return {
      ...signed,
      creditorId: meant ?? signed.creditorIds[0],
      chooseCreditor,
      ask: <T,>(method: Method, path: string, body?: unknown) =>
        send(method, path, meant, body).then((response) => response.json() as Promise<T>, end),
      fetchText: (path, accept) => send('GET', path, meant, undefined, accept).then((answer) => answer.text(), end),
      open: (path, signal, headers) => fetch(path, { signal, headers: { ...consoleHeaders(meant), ...headers } }),
      may: (permission) => holds(signed.permissions, permission),
      signOut: () => {
        setHasEnded(false);
        ofSession('DELETE').then(
          () => setSigned(null),
          () => setSigned(null),
        );
      },
    };
  }, [signed, meant, end]);

  if (signed === undefined)
    return (
      <div class="sign-in">
        <Loading lines={3} />
      </div>
    );
  if (!session)
    return (
      <SignIn
        hasEnded={hasEnded}
        onKey={async (apiKey) => {
          const who = await ofSession<Signed>('POST', { apiKey });
          setHasEnded(false);
          setSigned(who);
        }}
      />
    );
  return <Current.Provider value={session}>{children}</Current.Provider>;
}
