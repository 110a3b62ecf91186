import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Where somebody is, without `/console`. Ids and nothing else of anybody stand in it. */
const placeOf = (pathname: string): readonly string[] =>
  pathname.replace(/^\/console\/?/, '').split('/').filter((each) => each !== '').map(decodeURIComponent); // prettier-ignore

const moved = new EventTarget();

export function goTo(place: string): void {
  history.pushState(null, '', `/console${place}`);
  moved.dispatchEvent(new Event('moved'));
}

export function usePlace(): readonly string[] {
  const [pathname, setPathname] = useState(location.pathname);
  useEffect(() => {
    const look = (): void => setPathname(location.pathname);
    addEventListener('popstate', look);
    moved.addEventListener('moved', look);
    return () => {
      removeEventListener('popstate', look);
      moved.removeEventListener('moved', look);
    };
  }, []);
  return placeOf(pathname);
}

type LinkProps = { to: string; children: ComponentChildren; current?: boolean; className?: string };

/** A link like any other, to be opened in a new tab or copied; followed plainly it does not load the app again. */
export function Link({ to, children, current = false, className }: LinkProps) {
  const follow = (event: TargetedMouseEvent<HTMLAnchorElement>): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    goTo(to);
  };
  return (
    <a href={`/console${to}`} onClick={follow} class={className} {...(current && { 'aria-current': 'page' as const })}>
      {children}
    </a>
  );
}
