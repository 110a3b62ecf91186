import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalJson, linkHash, sha256 } from '@fairdue/contracts';
import { newSigningKey } from '@fairdue/http';
import { signerOf } from '../../services/compliance-guard/src/evidence/statement.ts';
import { verifyEvidence } from './evidence.mjs';
import { aChain, aCustomerFile, aFile, customers, signer } from './some-evidence.ts';
import type { VerificationOptions } from './verification.mjs';
import fc from 'fast-check';

const chain = aChain([3, 1, 5, 2, 8, 4]);
const whole = aFile(chain);
const ofCustomer = aCustomerFile(chain, customers[1]);

/** In chunks that fall anywhere, also into a letter of several bytes. */
function* chunksOf(lines: readonly string[], size: number): Generator<Buffer> {
  const bytes = Buffer.from(lines.join(''));
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const verify = (lines: readonly string[], options?: VerificationOptions, chunk = 1 << 16) =>
  verifyEvidence(chunksOf(lines, chunk), options);
const faultsOf = async (lines: readonly string[], options?: VerificationOptions): Promise<string> =>
  (await verify(lines, options)).faults.join('\n');

/** The line of the entry at that position; `lines` may be either file. */
const lineOf = (lines: readonly string[], position: number): number =>
  lines.findIndex((line) => line.startsWith('{"entry"') && line.includes(`"position":${position},"subjectId"`));
const replaced = (lines: readonly string[], at: number, line: string) => lines.map((old, i) => (i === at ? line : old));
const without = (lines: readonly string[], at: number) => lines.filter((_, i) => i !== at);

describe.each([
  ['a chain', whole, 23],
  ['a customer’s file', ofCustomer, 8],
])('%s', (_name, file, count) => {
  const at = lineOf(file, 7);

  test.each([1, 7, 1_000, 1 << 20])('as it was written is whole, read in chunks of %s bytes', async (chunk) => {
    const result = await verify(file, { keys: [signer.key.keyId] }, chunk);

    expect(result).toMatchObject({ faults: [], faultCount: 0, entries: count, checkpoints: 6, withoutRecord: 0 });
  });

  test.each(['"customerId":"BO', '"subjectId":"PE', '"kind":"hand', '"dataHash":"', '"hash":"', '"at":"2'])(
    'with an entry altered at %s names it',
    async (field) => {
      const line = file[at] ?? '';
      const end = line.indexOf(field) + field.length;
      const letter = line[end] === '1' ? '0' : '1';
      const altered = replaced(file, at, `${line.slice(0, end)}${letter}${line.slice(end + 1)}`);

      expect(await faultsOf(altered)).toContain(`line ${at + 1}: entry LG-00000007-1`);
    },
  );

  test('with what an entry proves altered names it', async () => {
    const altered = replaced(file, at, (file[at] ?? '').replace('answered', 'refused'));

    expect(await faultsOf(altered)).toContain('the record of entry LG-00000007-1');
  });

  test('with what an entry proves taken away is found', async () => {
    const altered = replaced(file, at, (file[at] ?? '').replace(/"record":.*\}/, '"record":null}'));

    expect(await faultsOf(altered)).toContain('1 records that are not there');
  });

  test('with an entry removed names its position', async () => {
    expect(await faultsOf(without(file, at))).toMatch(/the entry at position 7 (must stand before|was removed)/);
  });

  test('with an entry repeated names it', async () => {
    const line = file[at] ?? '';

    expect(await faultsOf(file.toSpliced(at + 1, 0, line))).toContain('entry LG-00000007-1 (hand-over, position 7)');
  });

  test('with two entries in the other order names one of them', async () => {
    const other = lineOf(file, 10);
    const moved = replaced(replaced(file, at, file[other] ?? ''), other, file[at] ?? '');

    expect(await faultsOf(moved)).toMatch(/entry LG-000000(07|10)-1 .*moved/);
  });

  test('with an entry rewritten together with its hash names it', async () => {
    const { entry, previous, ...rest } = JSON.parse(file[at] ?? '') as { entry: object; previous: string };
    const record = canonicalJson({ outcome: 'overrun' });
    const forged = { ...entry, dataHash: sha256(record) };
    const line = { entry: forged, previous, ...rest, hash: linkHash(forged, previous), record };
    const faults = await faultsOf(replaced(file, at, `${JSON.stringify(line)}\n`));

    expect(faults).toMatch(/LG-00000007-1.* (rewritten together with its hash|one of the two was replaced)/);
  });

  test.each(file.map((_, i) => i).slice(0, -1))('cut off behind line %# is found', async (last) => {
    expect(await faultsOf(file.slice(0, last + 1))).toContain('the file is cut off after');
  });

  test('cut off in the middle of a line is found', async () => {
    expect(await faultsOf([...file.slice(0, at), (file[at] ?? '').slice(0, 40)])).toContain('is cut off');
  });

  test('with a checkpoint removed or altered is found', async () => {
    const checkpoint = file.findIndex((line) => line.startsWith('{"checkpoint"'));
    const altered = (file[checkpoint] ?? '').replace('2026-12-01', '2026-11-30');

    expect(await faultsOf(without(file, checkpoint))).toContain('checkpoint');
    expect(await faultsOf(replaced(file, checkpoint, altered))).toContain('the checkpoint at position 3 was altered');
  });

  test('with its header altered or its end followed by more is found', async () => {
    expect(await faultsOf(replaced(file, 0, (file[0] ?? '').replace('CR-1-A', 'CR-1-B')))).not.toBe('');
    expect(await faultsOf([...file, file[at] ?? ''])).toContain('stands behind the signed end: it was inserted');
  });

  test('signed by none of the keys that were named is no tampering, and is not whole either', async () => {
    const keys = ['0'.repeat(64)];
    const altered = replaced(file, at, (file[at] ?? '').replace('answered', 'refused'));

    expect(await verify(file, { keys })).toMatchObject({ faultCount: 0, isByOtherKeys: true });
    expect(await verify(file, { keys: [signer.key.keyId] })).toMatchObject({ faultCount: 0, isByOtherKeys: false });
    expect((await verify(altered, { keys })).faultCount).toBeGreaterThan(0);
  });

  test('tampered with anywhere, in any of these ways, is never whole', async () => {
    const line = fc.nat(file.length - 1);
    const tampering = fc.oneof(
      fc.record({ at: line, byte: fc.nat(), bit: fc.integer({ min: 0, max: 6 }) }).map(({ at: on, byte, bit }) => {
        const bytes = Buffer.from(file[on] ?? '');
        const place = byte % (bytes.length - 1);
        bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
        return bytes.toString('latin1') === Buffer.from(file[on] ?? '').toString('latin1')
          ? file
          : replaced(file, on, bytes.toString('utf8'));
      }),
      line.map((on) => without(file, on)),
      fc.tuple(line, line).map(([from, to]) => file.toSpliced(to, 0, file[from] ?? '')),
      fc.tuple(line, line).map(([a, b]) => replaced(replaced(file, a, file[b] ?? ''), b, file[a] ?? '')),
      fc.tuple(line, line).map(([a, b]) => file.filter((_, i) => i < Math.min(a, b) || i > Math.max(a, b))),
      line.map((on) => file.slice(0, on)),
      line.map((on) => file.slice(on)),
    );
    await fc.assert(
      fc.asyncProperty(tampering, async (tampered) => {
        fc.pre(tampered.join('') !== file.join(''));
        expect((await verify(tampered)).faultCount).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });
});

test('a batch rewritten to its end, every hash with it, is not what its checkpoint signed', async () => {
  const [first, ...others] = aChain([3, 4]);
  const rewritten = aChain([3, 4], signer, 'rewritten').slice(1);
  const forged = others.map((batch, i) => ({ ...batch, entries: rewritten[i]?.entries ?? [] }));

  expect(await faultsOf(aFile(first ? [first, ...forged] : []))).toContain(
    'the entries at positions 4 to 7 are not what the checkpoint at position 7 signed',
  );
});

test('files of one chain, one after the other, verify as one; with one of them left out they do not', async () => {
  const [first, second, third] = [
    aFile(chain.slice(0, 2), { next: 4 }),
    aFile(chain.slice(2, 4), { before: chain[1], next: 11 }),
    aFile(chain.slice(4), { before: chain[3] }),
  ];

  expect(await verify([...first, ...second, ...third])).toMatchObject({
    faults: [],
    entries: 23,
    range: { after: 0, position: 23, next: null },
  });
  expect(await faultsOf([...first, ...third])).toContain('does not go on where the one before it ended');
});

test('a chain whose end was cut off and signed anew is found by a checkpoint that somebody kept', async () => {
  const shortened = aFile(chain.slice(0, 3));
  const kept = chain.map(({ checkpoint }) => checkpoint);

  expect(await faultsOf(shortened)).toBe('');
  expect(await faultsOf(shortened, { kept })).toContain(
    'a checkpoint kept elsewhere stands at 23: its end was removed',
  );
});

test('a chain rewritten and signed anew by its own key is found by a checkpoint that somebody kept', async () => {
  const kept = chain.map(({ checkpoint }) => ({ ...checkpoint, hash: 'f'.repeat(64) }));

  expect(await faultsOf(whole, { kept })).toContain('is not the one kept elsewhere: the chain was rewritten');
});

test('a whole file made up with a key of its own stands only until the key is named', async () => {
  const forger = signerOf(newSigningKey());
  const forged = aFile(aChain([3, 4], forger), { by: forger });

  expect(await verify(forged)).toMatchObject({ faultCount: 0, isByOtherKeys: false });
  expect(await verify(forged, { keys: [signer.key.keyId] })).toMatchObject({ faultCount: 0, isByOtherKeys: true });
});

test('a chain that goes on under another key than the one named is found', async () => {
  const forger = signerOf(newSigningKey());
  const forged = aChain([3, 1, 5, 2], forger).slice(2);
  const file = [...aFile(chain.slice(0, 2), { next: 4 }), ...aFile(forged, { before: chain[1], by: forger })];

  expect(await faultsOf(file)).toBe('');
  expect(await faultsOf(file, { keys: [signer.key.keyId] })).toContain('was signed by a key that is not trusted');
});

test('the program ends with 0, 1 or 2: whole, tampered with, or signed by none of the keys named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fairdue-evidence-'));
  const program = fileURLToPath(new URL('evidence.mjs', import.meta.url));
  const exitOf = (lines: readonly string[], ...args: string[]): number | null => {
    const path = join(folder, 'export.ndjson');
    writeFileSync(path, lines.join(''));
    return spawnSync(process.execPath, [program, 'verify', path, ...args]).status;
  };

  expect(exitOf(whole, '--key', signer.key.keyId)).toBe(0);
  expect(exitOf(without(whole, 5), '--key', signer.key.keyId)).toBe(1);
  expect(exitOf(whole, '--key', '0'.repeat(64))).toBe(2);
  expect(exitOf(whole, '--key')).toBe(2);
  rmSync(folder, { recursive: true });
});
