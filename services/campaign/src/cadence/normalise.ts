const numberWords = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve',
  'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty',
]; // prettier-ignore
const ordinalWords = ['first', 'second', 'third', 'fourth', 'fifth'];

const everyWeek = 'every 1 week';
const everyTwoWeeks = 'every 2 weeks';

/** One word, said in the words of the grammar. Of two meanings the gentler one counts (`biweekly`). */
const meanings = new Map<string, string>([
  ...numberWords.map((word, i) => [word, String(i)] as const),
  ...ordinalWords.map((word, i) => [word, String(i + 1)] as const),
  ['once', '1 times'],
  ['twice', '2 times'],
  ['thrice', '3 times'],
  ['daily', 'every 1 day'],
  ['weekly', everyWeek],
  ['monthly', 'every 1 month'],
  ['quarterly', 'every 3 months'],
  ['fortnightly', everyTwoWeeks],
  ['biweekly', everyTwoWeeks],
  ['bi-weekly', everyTwoWeeks],
  ['semiweekly', '2 times per week'],
  ['semi-weekly', '2 times per week'],
  ['bimonthly', 'every 2 months'],
  ['bi-monthly', 'every 2 months'],
  ['semimonthly', '2 times per month'],
  ['semi-monthly', '2 times per month'],
  ['mo', 'month'],
  ['wk', 'week'],
  ['wks', 'weeks'],
]);

const fillers = new Set([
  'please', 'reminder', 'reminders', 'touch', 'touches', 'message', 'messages', 'contact', 'contacts', 'attempt',
  'attempts', 'outreach', 'follow-up', 'follow-ups',
]); // prettier-ignore

/** Words with a meaning of their own, or with none, wherever they stand. */
export const knownWords: readonly string[] = [...meanings.keys(), ...fillers];

const token = /\d{4}-\d{2}-\d{2}|t\+\d+|\d+|[a-z]+(?:-[a-z]+)*|\S/g;

/** A phrase as the tokens of the grammar. A sign that no rule knows stays a token, so that the phrase is refused. */
export function normalise(phrase: string): string[] {
  const plain = phrase
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/[.!]$/, '')
    .replaceAll('&', ' and ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\b(\d+)x(?![a-z0-9])/g, '$1 times')
    .replaceAll('/', ' per ')
    .replace(/\b(\d+)(?:st|nd|rd|th)\b/g, '$1');
  const words = (plain.match(token) ?? []).flatMap((word) => (meanings.get(word) ?? word).split(' '));
  return words
    .map((word, i) => (word === 'other' && words[i - 1] === 'every' ? '2' : word))
    .filter((word) => !fillers.has(word))
    .filter((word, i, all) => {
      const isTheBorrower = (at: number) => all[at] === 'the' && all[at + 1] === 'borrower';
      return !isTheBorrower(i) && !isTheBorrower(i - 1);
    });
}
