import { pick } from './random.ts';

export type Channel = 'email' | 'text' | 'mail' | 'voice';

/** What a scripted borrower does once, or what somebody at the agency then does about it. */
export type Deed =
  | 'ask-a-question' | 'pay-in-full' | 'pay-a-third' | 'pay-the-rest' | 'agree-to-a-plan' | 'pay-an-instalment'
  | 'text-stop' | 'unsubscribe' | 'refuse-calls' | 'refuse-everything' | 'write-to-be-left-alone' | 'staff-confirm-the-wish'
  | 'dispute' | 'staff-uphold-the-dispute' | 'staff-verify-the-debt' | 'hire-an-attorney' | 'die' | 'file-for-bankruptcy'
  | 'change-number'; // prettier-ignore

type Range = readonly [least: number, most: number];

/** Days after the contact that moved them, or after their deed before. */
type Step = { after: Range; does: Deed };

/** A kind of borrower: how many of a hundred are so, and which contact, of which channel, moves them to what. */
export type Kind = { name: string; share: number; contacts: Range; by?: Channel; story: readonly Step[] };

const monthly = [29, 29] as const;
const soon = [0, 4] as const;

/** Everybody there is. Plans are of four instalments, thirty days apart: who pays one every 29 days keeps theirs. */
export const kinds = [
  { name: 'never reacts', share: 44, contacts: [1, 1], story: [] },
  { name: 'answers and does no more', share: 4, contacts: [1, 4], by: 'email', story: [{ after: soon, does: 'ask-a-question' }] },
  { name: 'pays in full', share: 10, contacts: [1, 6], story: [{ after: [0, 20], does: 'pay-in-full' }] },
  { name: 'pays in parts', share: 6, contacts: [1, 3], story: [{ after: [0, 10], does: 'pay-a-third' }, { after: [20, 40], does: 'pay-a-third' }, { after: [20, 60], does: 'pay-the-rest' }] },
  { name: 'keeps a plan', share: 5, contacts: [1, 4], story: [{ after: soon, does: 'agree-to-a-plan' }, { after: monthly, does: 'pay-an-instalment' }, { after: monthly, does: 'pay-an-instalment' }, { after: monthly, does: 'pay-an-instalment' }, { after: monthly, does: 'pay-an-instalment' }] },
  { name: 'breaks a plan', share: 5, contacts: [1, 4], story: [{ after: soon, does: 'agree-to-a-plan' }, { after: monthly, does: 'pay-an-instalment' }] },
  { name: 'stops texts', share: 5, contacts: [1, 2], by: 'text', story: [{ after: soon, does: 'text-stop' }] },
  { name: 'stops emails', share: 4, contacts: [1, 4], by: 'email', story: [{ after: soon, does: 'unsubscribe' }] },
  { name: 'stops calls', share: 3, contacts: [1, 2], by: 'voice', story: [{ after: [0, 0], does: 'refuse-calls' }] },
  { name: 'stops everything', share: 1, contacts: [1, 3], story: [{ after: soon, does: 'refuse-everything' }] },
  { name: 'says leave me alone in words', share: 3, contacts: [1, 4], by: 'email', story: [{ after: soon, does: 'write-to-be-left-alone' }, { after: [1, 4], does: 'staff-confirm-the-wish' }] },
  { name: 'disputes and is right', share: 2, contacts: [1, 2], story: [{ after: soon, does: 'dispute' }, { after: [10, 25], does: 'staff-uphold-the-dispute' }] },
  { name: 'disputes and owes', share: 2, contacts: [1, 2], story: [{ after: soon, does: 'dispute' }, { after: [10, 25], does: 'staff-verify-the-debt' }] },
  { name: 'hires an attorney', share: 2, contacts: [1, 3], story: [{ after: soon, does: 'hire-an-attorney' }] },
  { name: 'dies', share: 1, contacts: [1, 3], story: [{ after: [0, 20], does: 'die' }] },
  { name: 'files for bankruptcy', share: 1, contacts: [1, 3], story: [{ after: [0, 20], does: 'file-for-bankruptcy' }] },
  { name: 'changes number', share: 2, contacts: [1, 4], story: [{ after: [0, 20], does: 'change-number' }] },
] as const satisfies Kind[]; // prettier-ignore

/** What one borrower will do, with every chance taken: after how many contacts, and after how many days each deed. */
export type Script = {
  kind: string;
  contacts: number;
  by: Channel | undefined;
  story: readonly { afterDays: number; does: Deed }[];
};

const within = (random: () => number, [least, most]: Range): number =>
  least + Math.floor(random() * (most - least + 1));

const scriptOf = ({ name, contacts, by, story }: Kind, random: () => number): Script => ({
  kind: name,
  contacts: within(random, contacts),
  by,
  story: story.map(({ after, does }) => ({ afterDays: within(random, after), does })),
});

/** The shares exactly, as far as so many people can have them, in an order that only chance gives. */
export function scripts(count: number, random: () => number): Script[] {
  const places = Array.from({ length: count }, (_, i) => ((i + 0.5) * 100) / count);
  const inOrder = places.map((place) => {
    let upTo = 0;
    const kind = kinds.find(({ share }) => place < (upTo += share)) ?? kinds[0];
    return scriptOf(kind, random);
  });
  return shuffled(inOrder, random);
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  const left = [...all];
  return all.map(() => {
    const chosen = pick(random, left);
    left.splice(left.indexOf(chosen), 1);
    return chosen;
  });
}
