import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

const FileEntry = z.strictObject({
  file: z.string(),
  /** Rows of a collection, records of a topic. */
  rows: z.int().nonnegative(),
  /** SHA-256 of the file as it lies there, encrypted or not. */
  sha256: z.string(),
  /** Of an encrypted file. */
  seal: z.strictObject({ iv: z.string(), tag: z.string() }).nullable(),
});
export type FileEntry = z.infer<typeof FileEntry>;

/** What a backup holds, of one instant for all databases. Index options are kept as the server told them, as Extended JSON: a filter may hold a date. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  version: z.string(),
  /** The instant, by the store’s clock. */
  takenAt: z.iso.datetime(),
  clusterTime: z.string(),
  keyId: z.string().nullable(),
  databases: z.array(
    z.strictObject({
      /** Without its prefix. */
      name: z.string(),
      collections: z.array(FileEntry.extend({ name: z.string(), indexes: z.array(z.record(z.string(), z.unknown())) })),
    }),
  ),
  /** Empty of embedded engines, whose topics are a database. */
  topics: z.array(FileEntry.extend({ name: z.string(), partitions: z.int().positive() })),
});
export type Manifest = z.infer<typeof Manifest>;

export const manifestFile = 'manifest.json';

export function readManifest(folder: string): Manifest {
  const path = join(folder, manifestFile);
  if (!existsSync(path)) throw new Error(`${folder} holds no whole backup: ${manifestFile} is written last, and is not there`);
  return Manifest.parse(JSON.parse(readFileSync(path, 'utf8')));
} // prettier-ignore

export const filesOf = ({ databases, topics }: Manifest): FileEntry[] => [
  ...databases.flatMap(({ collections }) => collections),
  ...topics,
];

/** Every file is what it was when it was written; said before anything is restored from any of them. */
export async function requireWhole(folder: string, manifest: Manifest): Promise<void> {
  for (const { file, sha256 } of filesOf(manifest)) {
    if (!existsSync(join(folder, file))) throw new Error(`${file} is missing from the backup`);
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, file)), hash);
    if (hash.digest('hex') !== sha256) throw new Error(`${file} is not what was backed up: its SHA-256 is another`);
  }
}
