import { Verification } from '../../../tools/evidence/verification.mjs';
import { knowsEd25519, withAnswers } from './node-crypto.ts';
import { Sha256 } from './sha256.ts';

export type Verdict = {
  outcome: 'whole' | 'tampered' | 'other-keys' | 'unknown';
  faults: readonly string[];
  faultCount: number;
  entries: number;
  checkpoints: number;
  keyIds: readonly string[];
  range: { after: number; position: number; next: number | null } | null;
};

const encoder = new TextEncoder();

/** Line by line as the command does it: the digest of a signed end is that of all bytes above it, back to the end before. */
function judge(text: string, keys: readonly string[]): Verification {
  const verification = new Verification({ keys });
  let digest = new Sha256();
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    const isEnd = line.startsWith('{"end"');
    verification.take(line, () => digest.digestHex());
    if (isEnd) digest = new Sha256();
    else digest.update(encoder.encode(`${line}\n`));
  }
  verification.finish();
  return verification;
}

/** Judges a file of evidence in this browser, by the same rules as `npm run evidence -- verify`. Nothing is sent anywhere. */
export async function verifyFile(text: string, fingerprint: string): Promise<Verdict> {
  if (!(await knowsEd25519()))
    return { outcome: 'unknown', faults: [], faultCount: 0, entries: 0, checkpoints: 0, keyIds: [], range: null };
  const keys = fingerprint === '' ? [] : [fingerprint.toLowerCase()];
  const { faults, faultCount, entries, checkpoints, keyIds, range, isByOtherKeys } = await withAnswers(() =>
    judge(text, keys),
  );
  const outcome = faultCount > 0 ? 'tampered' : isByOtherKeys ? 'other-keys' : 'whole';
  return { outcome, faults, faultCount, entries, checkpoints, keyIds: [...keyIds], range };
}
