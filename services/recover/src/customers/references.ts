import { requestInvalid } from '../wire/read-wire.ts';

const referencesMax = 100;

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece.replaceAll('+', ' '));
  } catch {
    throw requestInvalid('reference cannot be decoded.');
  }
}

/**
 * The creditor's own references that a look-up names (R4). They are split at the commas of the URL as it came, so that
 * `%2C` carries a comma inside one, and each pair at its first `=`, so that a reference may hold others.
 */
export function referencesIn(url: string): string[] | undefined {
  const query = url.slice(`${url}?`.indexOf('?') + 1);
  const given = query.split('&').filter((pair) => pair.split('=', 1)[0] === 'reference');
  if (given.length === 0) return undefined;
  const pieces = given.flatMap((pair) => pair.slice('reference='.length).split(','));
  if (pieces.length > referencesMax || pieces.includes(''))
    throw requestInvalid(`reference takes 1 to ${referencesMax} references, none of them empty.`);
  return pieces.map(decoded);
}
