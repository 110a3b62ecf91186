// npm run evidence -- verify FILE [--key FINGERPRINT]… [--checkpoints FILE]
// Checks a file of evidence by itself: this file, the one beside it and Node are all it takes. docs/evidence.md says what it proves.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Verification } from './verification.mjs';

const newline = 0x0a;
const endIs = Buffer.from('{"end"');
const isEnd = (bytes, start) =>
  bytes[start + 3] === endIs[3] && endIs.compare(bytes, start, start + endIs.length) === 0;

/** Verifies what comes in chunks of bytes, in the memory of a chunk and a batch. */
export async function verifyEvidence(chunks, options) {
  const verification = new Verification(options);
  let digest = createHash('sha256');
  let carry = Buffer.alloc(0);
  const takeAll = (bytes, until) => {
    let digested = 0;
    let start = 0;
    const take = (stop) => {
      const endsHere = isEnd(bytes, start);
      verification.take(bytes.toString('utf8', start, stop), () =>
        digest.update(bytes.subarray(digested, start)).digest('hex'),
      );
      start = stop + 1;
      if (endsHere) [digest, digested] = [createHash('sha256'), start];
    };
    for (let stop = bytes.indexOf(newline); stop !== -1; stop = bytes.indexOf(newline, start)) take(stop);
    if (until === 'the last byte' && start < bytes.length) take(bytes.length);
    digest.update(bytes.subarray(Math.min(digested, bytes.length), Math.min(start, bytes.length)));
    return bytes.subarray(start);
  };
  for await (const chunk of chunks) carry = takeAll(carry.length === 0 ? chunk : Buffer.concat([carry, chunk]));
  takeAll(carry, 'the last byte');
  verification.finish();
  return verification;
}

const usage = `Usage: npm run evidence -- verify FILE [--key FINGERPRINT]... [--checkpoints FILE]
  --key          the fingerprint of a key that may have signed, as you got it from the agency, not from the file
  --checkpoints  an answer of /agency/v1/evidence/checkpoints that you kept: finds an end that was cut off
Exit code 0: whole. 1: tampered with. 2: could not be checked, or signed by none of the keys named.`;

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string', multiple: true }, checkpoints: { type: 'string' } },
  });
  const [verb, path, ...more] = positionals;
  if (verb !== 'verify' || path === undefined || more.length > 0) throw new Error(usage);
  const keys = values.key ?? [];
  const kept =
    values.checkpoints === undefined
      ? []
      : JSON.parse(readFileSync(values.checkpoints, 'utf8')).items.map(({ checkpoint }) => checkpoint);
  const begun = performance.now();
  const result = await verifyEvidence(createReadStream(path, { highWaterMark: 1 << 20 }), { keys, kept });
  const seconds = (performance.now() - begun) / 1_000;
  for (const fault of result.faults) console.error(fault);
  const checked = `${result.entries} entries and ${result.checkpoints} checkpoints in ${seconds.toFixed(1)} s`;
  if (result.faultCount > 0) {
    console.error(`TAMPERED WITH: ${result.faultCount} faults in ${checked}.`);
    process.exitCode = 1;
    return;
  }
  if (result.isByOtherKeys) {
    for (const keyId of result.keyIds) console.error(`Signed by the key ${keyId}`);
    console.error(`NOT CHECKED: no key named with --key signed it. Found no other fault in ${checked}.`);
    process.exitCode = 2;
    return;
  }
  const { after, position, next } = result.range;
  console.log(`Whole, from position ${after + 1} to ${position}: ${checked}.`);
  if (next !== null) console.log(`The chain goes on in the file that is asked for with after=${next}.`);
  if (result.withoutRecord > 0)
    console.log(`${result.withoutRecord} entries come without what they prove, with its hash alone.`);
  for (const keyId of result.keyIds) console.log(`Signed by the key ${keyId}`);
  if (keys.length === 0)
    console.log(
      'Compare that with the fingerprint the agency gave you, or name it with --key: whoever makes up a file makes up its key.',
    );
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  await main().catch((error) => {
    console.error(error.message);
    process.exitCode = 2;
  });
