import { english } from './labelled/english.ts';
import { heldOut } from './labelled/held-out.ts';
import { second } from './labelled/second.ts';
import { third } from './labelled/third.ts';
import { spanish } from './labelled/spanish.ts';
import { wishesIn, wishNames, type Wish } from './wishes.ts';

export type Labelled = { text: string; wishes: readonly Wish[] };

const read = (lines: string): Labelled[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [label = '', ...text] = line.split(' | ');
      const wishes = wishNames.filter((wish) => label.split(',').includes(wish));
      return { wishes, text: text.join(' | ').replaceAll('⏎', '\n') };
    });

/** Those that the phrases were fitted to, and those they were not. */
export const labelled = {
  seen: [...read(english), ...read(spanish), ...read(second), ...read(third)],
  heldOut: read(heldOut),
};

/** Of what was recognised, how much was meant; of what was meant, how much was recognised. */
export type Measured = {
  wish: Wish;
  meant: number;
  recognised: number;
  right: number;
  precision: number;
  recall: number;
};

export const measure = (messages: readonly Labelled[]): Measured[] => {
  const results = messages.map(({ text, wishes }) => ({ wishes, found: wishesIn(text) }));
  return wishNames.map((wish) => {
    const meant = results.filter(({ wishes }) => wishes.includes(wish)).length;
    const recognised = results.filter(({ found }) => found.includes(wish)).length;
    const right = results.filter(({ wishes, found }) => wishes.includes(wish) && found.includes(wish)).length;
    const share = (of: number): number => (of === 0 ? 1 : right / of);
    return { wish, meant, recognised, right, precision: share(recognised), recall: share(meant) };
  });
};
