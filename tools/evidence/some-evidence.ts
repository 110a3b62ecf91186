import { canonicalJson, genesisHash, sha256 } from '@fairdue/contracts';
import { newSigningKey } from '@fairdue/http';
import { batchRoot, pathToRoot } from '../../services/compliance-guard/src/evidence/batch-root.ts';
import { placesFor } from '../../services/compliance-guard/src/evidence/chain.ts';
import type { EvidenceEntry, SealedEntry } from '../../services/compliance-guard/src/evidence/evidence.store.ts';
import {
  checkpointLine, entryLine, EvidenceFile, type Header,
} from '../../services/compliance-guard/src/evidence/file-lines.ts'; // prettier-ignore
import { signerOf, type Signer } from '../../services/compliance-guard/src/evidence/statement.ts';

/** Evidence as the guard writes it, made without a store. */

export const signer = signerOf(newSigningKey());
export const creditorId = 'CR-1-A';
export const customers = ['BO-1-A', 'BO-1-B', 'BO-1-C'] as const;
const at = new Date('2026-12-01T15:00:00Z');

/** Records that differ in length, and in signs of one byte and of several. */
const recordOf = (position: number): string =>
  canonicalJson({ outcome: 'answered', position, note: 'naïve „text“ '.repeat(position % 4) });

const anEntry = (position: number, subject: string): EvidenceEntry => ({
  _id: `LG-${String(position).padStart(8, '0')}-1`,
  creditorId,
  customerId: customers[position % customers.length] ?? customers[0],
  at,
  kind: 'hand-over',
  subjectId: `PE-${position}-${subject}`,
  dataHash: sha256(recordOf(position)),
  record: recordOf(position),
  sealed: false,
  position: null,
  previousHash: null,
  hash: null,
});

export type Batch = { entries: SealedEntry[]; checkpoint: Parameters<typeof checkpointLine>[0] };

/** A chain in batches of those sizes. */
export function aChain(sizes: readonly number[], by: Signer = signer, subject = '1'): Batch[] {
  let head = { position: 0, hash: genesisHash };
  return sizes.map((size) => {
    const from = head.position + 1;
    const rows = Array.from({ length: size }, (_, i) => anEntry(from + i, from > 3 ? subject : '1'));
    const places = placesFor(rows, head);
    const entries = rows.map((row, i) => ({ ...row, ...places[i], sealed: true }) as SealedEntry);
    head = places.at(-1) ?? head;
    const root = batchRoot(places.map(({ hash }) => hash));
    const { position, hash } = head;
    const { keyId } = by.key;
    const said = { creditorId, from, position, hash, root, keyId };
    const signature = by.sign({ type: 'checkpoint', ...said, at: at.toISOString() });
    return { entries, checkpoint: { _id: `${creditorId}/${position}`, ...said, at, signature } };
  });
}

const header: Header = {
  format: 'fairdue-evidence', version: 1, creditorId, customerId: null, after: 0, afterHash: genesisHash, keys: [signer.key],
}; // prettier-ignore

/** The lines of the chain's file, each with its end of line. */
export function aFile(
  batches: readonly Batch[],
  { before, next = null, by = signer }: { before?: Batch | undefined; next?: number | null; by?: Signer } = {},
): string[] {
  const start = before?.checkpoint ?? { position: 0, hash: genesisHash };
  const file = new EvidenceFile(by, { ...header, after: start.position, afterHash: start.hash, keys: [by.key] });
  const first = file.first();
  const middle = batches.flatMap(({ entries, checkpoint }) => [
    ...entries.map((entry) => entryLine(entry, entry.record)),
    checkpointLine(checkpoint),
  ]);
  const { position, hash } = batches.at(-1)?.checkpoint ?? start;
  const count = middle.length - batches.length;
  file.lines(middle.join(''));
  return [first, ...middle, file.last({ count, positions: null, position, hash, next }, at)];
}

/** The lines of one customer's file. */
export function aCustomerFile(batches: readonly Batch[], customerId: string): string[] {
  const file = new EvidenceFile(signer, { ...header, customerId });
  const first = file.first();
  const positions: number[] = [];
  const middle = batches.flatMap(({ entries, checkpoint }) => {
    const hashes = entries.map(({ hash }) => hash);
    const own = entries.filter((entry) => entry.customerId === customerId);
    positions.push(...own.map(({ position }) => position));
    if (own.length === 0) return [];
    const lines = own.map((entry) =>
      entryLine(entry, entry.record, pathToRoot(hashes, entry.position - checkpoint.from)),
    );
    return [...lines, checkpointLine(checkpoint)];
  });
  file.lines(middle.join(''));
  const { position, hash } = batches.at(-1)?.checkpoint ?? { position: 0, hash: genesisHash };
  return [first, ...middle, file.last({ count: positions.length, positions, position, hash, next: null }, at)];
}
