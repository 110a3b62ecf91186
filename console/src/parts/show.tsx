import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { AskFailed } from '../ask.ts';
import { told } from './time.ts';
import type { Answer } from './use-answer.ts';

/** A page begins with its heading, which has the focus when somebody comes to it: that is what a screen reader says. */
export function Page({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ComponentChildren;
  children: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Fairdue console`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </>
  );
}

export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}) {
  const id = `section-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`;
  return (
    <section class="card" aria-labelledby={id}>
      <header class="card-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

export function Failed({ error, again }: { error: Error; again?: () => void }) {
  const next = error instanceof AskFailed ? error.next : 'Load the page again.';
  return (
    <div class="notice bad" role="alert">
      <p>
        <strong>{error.message}</strong> {next}
      </p>
      {again && (
        <button type="button" onClick={again}>
          Try again
        </button>
      )}
    </div>
  );
}

/** What is waited for takes the room that it will need, so that nothing jumps when it comes. */
export const Loading = ({ lines = 4 }: { lines?: number }) => (
  <div class="loading" role="status">
    <span class="hidden">Loading …</span>
    {Array.from({ length: lines }, (_, i) => (
      <span class="bar" key={i} aria-hidden="true" />
    ))}
  </div>
);

export const Empty = ({ children }: { children: ComponentChildren }) => <p class="empty">{children}</p>;

type ShownProps<T> = { answer: Answer<T>; lines?: number; children: (value: T) => ComponentChildren };

export function Shown<T>({ answer, lines, children }: ShownProps<T>) {
  if (answer.value !== undefined)
    return (
      <div aria-busy={answer.isLoading}>
        {answer.error && <Failed error={answer.error} again={answer.again} />}
        {children(answer.value)}
      </div>
    );
  if (answer.error) return <Failed error={answer.error} again={answer.again} />;
  return <Loading {...(lines !== undefined && { lines })} />;
}

export type Tone = 'good' | 'bad' | 'warn' | 'plain';
export const Badge = ({ tone = 'plain', children }: { tone?: Tone; children: ComponentChildren }) => (
  <span class={`badge ${tone}`}>{children}</span>
);

/** A time as the customer's clock shows it, and below in UTC. */
export function When({ at, zone }: { at: string; zone?: string | undefined }) {
  const utc = told(at, 'UTC');
  if (!zone || zone === 'UTC' || at.length === 10)
    return (
      <time dateTime={at} class="when">
        {utc}
      </time>
    );
  return (
    <time dateTime={at} class="when">
      {told(at, zone)} <small>{utc}</small>
    </time>
  );
}

export const money = (cents: number, currency = 'USD'): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(cents / 100);

export type Head = string | { number: string };

/** A table that scrolls in itself where it must, by keyboard too, and never the page. */
export function Table({
  caption,
  heads,
  children,
}: {
  caption: string;
  heads: readonly Head[];
  children: ComponentChildren;
}) {
  return (
    <div class="table" tabIndex={0} role="region" aria-label={`Table: ${caption}`}>
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {heads.map((each) => (
              <th scope="col" key={wordsOf(each)} class={typeof each === 'string' ? '' : 'number'}>
                {wordsOf(each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

const wordsOf = (head: Head): string => (typeof head === 'string' ? head : head.number);

export type Citation = { authority: string; reference: string };
export const Citations = ({ of }: { of: readonly Citation[] }) =>
  of.length === 0 ? (
    <span class="quiet">A rule of the platform or the creditor; no law is cited.</span>
  ) : (
    <cite>{of.map(({ authority, reference }) => `${authority} ${reference}`).join('; ')}</cite>
  );
