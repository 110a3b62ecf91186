/** The federal per-se list: each of these alone ends messages, whatever case or punctuation it comes in. */
const stopWords = new Set(['stop', 'quit', 'end', 'revoke', 'opt out', 'cancel', 'unsubscribe']);
const helpWords = new Set(['help', 'info', 'ayuda']);

/**
 * What a message wants, when it is one of the words that machines must know; null is for a person to read. Our emails
 * ask for a reply with the word STOP, and a reply goes on with what it answers: its first line counts.
 */
export function understand(channel: string, body: string): 'stop' | 'help' | null {
  if (channel === 'text') return understandWords(body);
  const [line = ''] = body.split(/\r?\n/).filter((each) => each.trim() !== '');
  return channel === 'email' && (understandWords(line) === 'stop' || asksToUnsubscribe(line)) ? 'stop' : null;
}

const unsubscribing =
  /^(please |pls |kindly )?(unsubscribe|remove) me( (from|off) [\p{L} ]{1,40})?( please| thanks| thank you)?$/u;
const bajas = /^(por favor )?(quiero |deseo )?(darme|denme|deme) de baja( de [\p{L} ]{1,40})?( por favor| gracias)?$/u;

/** A line that says no more than that they want off the list. */
const asksToUnsubscribe = (line: string): boolean => [unsubscribing, bajas].some((asks) => asks.test(wordsIn(line)));

const wordsIn = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** HELP, in Spanish: that is how the answer goes, too. */
export const asksInSpanish = (body: string): boolean => wordsIn(body) === 'ayuda';

function understandWords(body: string): 'stop' | 'help' | null {
  const words = wordsIn(body);
  if (stopWords.has(words) || words === 'optout' || words === 'stopall' || words === 'stop all') return 'stop';
  return helpWords.has(words) ? 'help' : null;
}
