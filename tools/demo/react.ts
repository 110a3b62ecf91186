import type { Script } from './borrowers.ts';
import type { Delivered } from './delivered.ts';
import type { Placed } from './place.ts';

/** How far a borrower is in their story. */
export type Borrower = Placed & {
  heard: number;
  /** The next deed of their story, and on which day it is due; undefined while nothing has moved them. */
  next: number;
  dueOnDay: number | undefined;
  /** What they wrote, while somebody has to decide what it means. */
  caseId?: string;
};

export const asBorrower = (placed: Placed): Borrower => ({ ...placed, heard: 0, next: 0, dueOnDay: undefined });

const movesBy = ({ by }: Script, channel: Delivered['channel']): boolean => by === undefined || by === channel;

/** A message reached them. The one that they wait for moves them. */
export function hear(borrower: Borrower, channel: Delivered['channel'], day: number): void {
  const { script } = borrower;
  if (!movesBy(script, channel)) return;
  borrower.heard += 1;
  const [first] = script.story;
  if (first && borrower.heard === script.contacts) borrower.dueOnDay = day + first.afterDays;
}

/** Those whose day has come. */
export const dueToAct = (borrowers: readonly Borrower[], day: number): Borrower[] =>
  borrowers.filter(({ dueOnDay }) => dueOnDay !== undefined && dueOnDay <= day);

/** What they do next; from then on they wait for what comes after it. */
export function nextDeed(borrower: Borrower, day: number): Script['story'][number]['does'] | undefined {
  const step = borrower.script.story[borrower.next];
  borrower.next += 1;
  const following = borrower.script.story[borrower.next];
  borrower.dueOnDay = following && day + following.afterDays;
  return step?.does;
}

/** Whose message it is: the address on it is all a provider ever sees. */
export class AddressBook {
  readonly #byAddress = new Map<string, Borrower>();

  constructor(borrowers: readonly Borrower[]) {
    for (const borrower of borrowers) {
      const { email, phone, newPhone, name, street } = borrower;
      const numbers = [phone, newPhone].map((number) => `+1${number.replaceAll('-', '')}`);
      for (const address of [email, ...numbers, `${name}\n${street}`]) this.#byAddress.set(address, borrower);
    }
  }

  recipientOf({ channel, text }: Delivered): Borrower | undefined {
    return this.#byAddress.get(channel === 'email' ? mailbox(text) : postedTo(text));
  }
}

const mailbox = (text: string): string => (/^To:[^\r\n]*?([^\s<>]+@[^\s<>]+)/im.exec(text)?.[1] ?? '').toLowerCase();

function postedTo(text: string): string {
  const { to } = JSON.parse(text) as { to: string | string[] };
  return Array.isArray(to) ? to.slice(0, 2).join('\n') : to;
}
