import { createHash, randomBytes } from 'node:crypto';
import { Sha256, sha256Hex } from './sha256.ts';

const theirs = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

test.each([0, 1, 55, 56, 57, 63, 64, 65, 119, 128, 1_000, 100_003])(
  'the hash of %i bytes is that of every other program',
  (length) => {
    const data = randomBytes(length);

    expect(sha256Hex(data)).toBe(theirs(data));
  },
);

test('text is hashed in UTF-8, and in pieces it is the same', () => {
  const text = 'naïve „text“ '.repeat(50);
  const bytes = new TextEncoder().encode(text);
  const pieces = new Sha256();
  for (let at = 0; at < bytes.length; at += 37) pieces.update(bytes.subarray(at, at + 37));

  expect(sha256Hex(text)).toBe(theirs(text));
  expect(pieces.digestHex()).toBe(theirs(text));
});
