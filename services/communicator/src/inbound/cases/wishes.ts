import { blockers, phrases, wishNames, type Pattern, type Wish } from './wish-phrases.ts';

/**
 * What a message in free words seems to ask for or to tell, that collection has to stop for until a person has read it.
 * Conservative: it reads what the sender wrote and not what they answer, line by line, and a phrase counts only where
 * nothing beside it says otherwise. A person decides; this only says who should be left alone until then.
 */
export function wishesIn(text: string): Wish[] {
  const sentences = sentencesOf(ownWords(text));
  const found = sentences.flatMap((sentence) =>
    phrases.filter(({ pattern }) => pattern.test(sentence)).filter((phrase) => !isUnsaid(phrase, sentence)),
  );
  return wishNames.filter((name) => found.some(({ wish }) => wish === name));
}

export { wishNames, type Wish } from './wish-phrases.ts';

const isUnsaid = ({ wish }: Pattern, sentence: string): boolean =>
  blockers.some(({ wish: about, pattern }) => about === wish && pattern.test(sentence));

const charsMax = 20_000;

/** Where the message that is answered begins: what is quoted was written by us, or long ago. */
const quotes = [
  /^\s*>/,
  /^\s*-{2,}\s*(original message|forwarded message|mensaje original|mensaje reenviado)/i,
  /^\s*_{10,}\s*$/,
  /^\s*(on|el)\b.{4,120}\b(wrote|escribió)\s*:\s*$/i,
  /^\s*(from|de)\s*:\s.*@/i,
  /^\s*(begin forwarded message|inicio del mensaje reenviado)/i,
] as const;
const endsHere = quotes.slice(1);

/** What the sender wrote themselves. */
export function ownWords(text: string): string {
  const lines = text.slice(0, charsMax).split(/\r?\n/);
  const end = lines.findIndex((line) => endsHere.some((quote) => quote.test(line)));
  return lines
    .slice(0, end < 0 ? undefined : end)
    .filter((line) => !quotes[0].test(line))
    .join('\n');
}

/** Lower case, without accents, one kind of apostrophe: as the phrases are written. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’‘`´]/g, "'")
    .replaceAll(/[^\p{L}\p{N}'$%?\n.!;]+/gu, ' ');

function sentencesOf(text: string): string[] {
  return plain(text)
    .split(/[.!;\n]+|(?<=\?)/)
    .map((sentence) => sentence.trim().replaceAll(/\s+/g, ' '))
    .filter((sentence) => sentence !== '');
}
