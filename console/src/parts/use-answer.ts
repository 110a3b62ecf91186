import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** `value` stays while it is asked again, so that nothing jumps. */
export type Answer<T> = {
  value: T | undefined;
  error: Error | undefined;
  isLoading: boolean;
  again: () => void;
};

/** Asks when the place is first shown, and whenever one of `keys` changes. An answer that came too late is not shown. */
export function useAnswer<T>(load: () => Promise<T>, keys: readonly unknown[]): Answer<T> {
  const [state, setState] = useState<Omit<Answer<T>, 'again'>>({ value: undefined, error: undefined, isLoading: true });
  const [asked, setAsked] = useState(0);
  const latest = useRef('');
  const name = JSON.stringify(keys);
  useEffect(() => {
    const mine = `${name}/${asked}`;
    const isAnother = !latest.current.startsWith(`${name}/`);
    latest.current = mine;
    setState((before) => ({ value: isAnother ? undefined : before.value, error: undefined, isLoading: true }));
    load().then(
      (value) => latest.current === mine && setState({ value, error: undefined, isLoading: false }),
      (error: Error) => latest.current === mine && setState(({ value }) => ({ value, error, isLoading: false })),
    );
  }, [name, asked]);
  const again = useCallback(() => setAsked((times) => times + 1), []);
  return { ...state, again };
}

export type Doing = {
  isDoing: boolean;
  error: Error | undefined;
  run: (work: () => Promise<void>) => void;
  clear: () => void;
};

/** One thing that somebody does, at most once at a time, and what went wrong with it. */
export function useDoing(): Doing {
  const [state, setState] = useState<{ isDoing: boolean; error: Error | undefined }>({
    isDoing: false,
    error: undefined,
  });
  const isDoing = useRef(false);
  const run = useCallback((work: () => Promise<void>) => {
    if (isDoing.current) return;
    isDoing.current = true;
    setState({ isDoing: true, error: undefined });
    const end = (error?: Error): void => {
      isDoing.current = false;
      setState({ isDoing: false, error });
    };
    work().then(() => end(), end);
  }, []);
  const clear = useCallback(() => setState({ isDoing: false, error: undefined }), []);
  return { ...state, run, clear };
}
