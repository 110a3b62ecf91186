import { sha256Hex } from './sha256.ts';

/**
 * Stands for `node:crypto` where tools/evidence/verification.mjs runs in a browser. Its rules ask about a signature and
 * want the answer at once, which WebCrypto never gives. So a file is gone through twice: the first time questions are
 * collected, then they are answered, and the second time the answers are there.
 */

export type PublicKey = { der: Uint8Array };

export const createPublicKey = ({ key }: { key: Uint8Array }): PublicKey => ({ der: key });

export const hash = (_algorithm: 'sha256', data: string | Uint8Array): string => sha256Hex(data);

type Question = { der: Uint8Array; data: Uint8Array; signature: Uint8Array };
let questions = new Map<string, Question>();
let answers: ReadonlyMap<string, boolean> | undefined;

const nameOf = ({ der, data, signature }: Question): string => [der, data, signature].map(sha256Hex).join('/');

export function verify(_algorithm: null, data: Uint8Array, key: PublicKey, signature: Uint8Array): boolean {
  const question = { der: key.der, data, signature };
  const name = nameOf(question);
  if (answers === undefined) {
    questions.set(name, question);
    return true;
  }
  const answer = answers.get(name);
  if (answer === undefined) throw new Error('A signature was not asked about the first time.');
  return answer;
}

/** Every copy is a buffer of its own, as WebCrypto wants it. */
const bytes = (from: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(from);

async function isSigned({ der, data, signature }: Question): Promise<boolean> {
  const key = await crypto.subtle.importKey('spki', bytes(der), 'Ed25519', false, ['verify']).catch(() => null);
  return key !== null && crypto.subtle.verify('Ed25519', key, bytes(signature), bytes(data));
}

/** Does this browser know the signatures of evidence? Those that do not yet are told so, and nothing is called whole. */
export const knowsEd25519 = (): Promise<boolean> =>
  Promise.resolve()
    .then(() => crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']))
    .then(
      () => true,
      () => false,
    );

/** Runs what asks about signatures until it has its answers. One at a time: the questions are kept here. */
export async function withAnswers<T>(work: () => T): Promise<T> {
  questions = new Map();
  answers = undefined;
  work();
  const asked = [...questions];
  const given = await Promise.all(asked.map(([, question]) => isSigned(question)));
  answers = new Map(asked.map(([name], i) => [name, given[i] === true]));
  return work();
}
