/** The federal per-se list: each of these alone ends texts, whatever case or punctuation it comes in. */
const stopWords = new Set(['stop', 'quit', 'end', 'revoke', 'opt out', 'cancel', 'unsubscribe']);
const helpWords = new Set(['help', 'info']);

/** What a text message wants, when it is one of the words that machines must know; null is for a person to read. */
export function understand(body: string): 'stop' | 'help' | null {
  const words = body
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (stopWords.has(words) || words === 'optout' || words === 'stopall' || words === 'stop all') return 'stop';
  return helpWords.has(words) ? 'help' : null;
}
