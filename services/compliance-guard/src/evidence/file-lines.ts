import { createHash } from 'node:crypto';
import { canonicalJson } from '@fairdue/contracts';
import { provenOf } from './chain.ts';
import { statementOf, type CheckpointRow } from './checkpoint.store.ts';
import type { SealedEntry } from './evidence.store.ts';
import type { End, PublicKey, Signer } from './statement.ts';

export const fileType = 'application/x-ndjson';

/** What a file is about: the chain from after a position on, or one customer's entries in it. */
export type Header = {
  format: 'fairdue-evidence';
  version: 1;
  creditorId: string;
  customerId: string | null;
  after: number;
  afterHash: string;
  keys: PublicKey[];
};

/** `path` leads from the entry to its batch's root; a whole chain needs none. `record` is null where it is not told. */
export const entryLine = (entry: SealedEntry, record: string | null, path?: readonly string[]): string => {
  const { position, previousHash: previous, hash } = entry;
  const proven = canonicalJson(provenOf(entry, position));
  const way = path ? `,"path":${JSON.stringify(path)}` : '';
  return `{"entry":${proven},"previous":"${previous}","hash":"${hash}"${way},"record":${JSON.stringify(record)}}\n`;
};

export const checkpointLine = (row: CheckpointRow): string =>
  `{"checkpoint":${canonicalJson(statementOf(row))},"signature":"${row.signature}"}\n`;

/** Writes the lines of a file and signs, at its end, what stands above. */
export class EvidenceFile {
  readonly #signer: Signer;
  readonly #header: Header;
  readonly #digest = createHash('sha256');

  constructor(signer: Signer, header: Header) {
    this.#signer = signer;
    this.#header = header;
  }

  first(): string {
    return this.lines(`{"header":${canonicalJson(this.#header)}}\n`);
  }

  lines(text: string): string {
    this.#digest.update(text);
    return text;
  }

  last(told: Pick<End, 'count' | 'positions' | 'position' | 'hash' | 'next'>, now: Date): string {
    const { creditorId, customerId } = this.#header;
    const { keyId } = this.#signer.key;
    const at = now.toISOString();
    const end: End = { type: 'end', creditorId, customerId, ...told, digest: this.#digest.digest('hex'), at, keyId };
    return `{"end":${canonicalJson(end)},"signature":"${this.#signer.sign(end)}"}\n`;
  }
}
