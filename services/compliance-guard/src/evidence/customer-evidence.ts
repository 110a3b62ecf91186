import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { genesisHash, Id } from '@fairdue/contracts';
import { caller, read, readSigningKey, requirePermission, theCreditors } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { Router } from 'express';
import type { GuardConfig } from '../config.ts';
import { findCustomer } from '../customers/customer.store.ts';
import { noSuchPerson } from '../customers/no-such-person.ts';
import { pathToRoot } from './batch-root.ts';
import { checkpointOver, knownKeys, lastCheckpoint, type CheckpointRow } from './checkpoint.store.ts';
import { pageEnd, pagePolicy, pageStart, rowOf } from './customer-page.ts';
import { entriesAfter, hashesOf, type SealedEntry } from './evidence.store.ts';
import { checkpointLine, entryLine, EvidenceFile, fileType } from './file-lines.ts';
import { recordsOf } from './records.ts';
import { signerOf } from './statement.ts';

type Told = { entry: SealedEntry; path: string[]; record: string | null };
type Batch = { checkpoint: CheckpointRow; told: Told[] };
type Whose = { creditorId: string; customerId: string };

/** One customer's entries, with each batch of the chain that holds some, and what leads from them to its signed root. */
async function* batchesOf({ db }: Deps, { creditorId, customerId }: Whose, through: number): AsyncGenerator<Batch> {
  for (let after = 0; ;) {
    const [first] = await entriesAfter(db, creditorId, { after, through, customerId, limit: 1 });
    const checkpoint = first && (await checkpointOver(db, creditorId, first.position));
    if (!checkpoint) return;
    const { from, position } = checkpoint;
    const batch = { after, through: position, customerId, limit: position - from + 1 };
    const entries = await entriesAfter(db, creditorId, batch);
    const hashes = await hashesOf(db, creditorId, from, position);
    const recordOf = await recordsOf(db, creditorId, entries);
    yield {
      checkpoint,
      told: entries.map((entry) => ({
        entry,
        path: pathToRoot(hashes, entry.position - from),
        record: recordOf(entry),
      })),
    };
    after = position;
  }
}

async function* linesOf(batches: AsyncIterable<Batch>, file: EvidenceFile, now: Date, end: CheckpointRow | null) {
  const positions: number[] = [];
  yield file.first();
  for await (const { checkpoint, told } of batches) {
    const lines = told.map(({ entry, record, path }) => entryLine(entry, record, path));
    positions.push(...told.map(({ entry }) => entry.position));
    yield file.lines([...lines, checkpointLine(checkpoint)].join(''));
  }
  const { position, hash } = end ?? { position: 0, hash: genesisHash };
  yield file.last({ count: positions.length, positions, position, hash, next: null }, now);
}

async function* pageOf(batches: AsyncIterable<Batch>, whose: Whose, now: Date) {
  yield pageStart(whose, now);
  for await (const { checkpoint, told } of batches)
    yield told.map(({ entry, record }) => rowOf(entry, record, checkpoint)).join('');
  yield pageEnd();
}

/** All that is proven about one customer: as a file that verifies by itself, or as a page to read and print. */
export const customerEvidenceRoute = (deps: Deps<GuardConfig>) => {
  const { db, now, config } = deps;
  const signer = signerOf(readSigningKey(config.EVIDENCE_SIGNING_KEY));
  return Router().get('/agency/v1/customers/:customerId/evidence', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.evidence:read');
    const customerId = read(Id, req.params.customerId, 'customerId');
    const creditorIds = theCreditors(from);
    const customer = await findCustomer(db, creditorIds, { customerId });
    if (!customer) throw noSuchPerson();

    const whose = { creditorId: customer.creditorId, customerId };
    const end = await lastCheckpoint(db, whose.creditorId);
    const batches = batchesOf(deps, whose, end?.position ?? 0);
    if (req.accepts([fileType, 'html']) === 'html') {
      res.type('html').set('Content-Security-Policy', pagePolicy);
      return pipeline(Readable.from(pageOf(batches, whose, now())), res);
    }
    const file = new EvidenceFile(signer, {
      format: 'fairdue-evidence', version: 1, ...whose, after: 0, afterHash: genesisHash, keys: await knownKeys(db),
    }); // prettier-ignore
    res.type(fileType);
    return pipeline(Readable.from(linesOf(batches, file, now(), end)), res);
  });
};
