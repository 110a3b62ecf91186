import { createCipheriv, createDecipheriv, createHash, randomBytes, type CipherGCM, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { PassThrough, Transform, type TransformCallback } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { FileEntry } from './manifest.ts';

const cipher = 'aes-256-gcm';
const lengthBytes = 4;

/** A key of 32 bytes, in base64 or hex, alone in its file. The id says which key a backup needs, and nothing of the key. */
export type BackupKey = { id: string; key: Buffer };

export function readKey(path: string): BackupKey {
  const text = readFileSync(path, 'utf8').trim();
  const key = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
  if (key.length !== 32) throw new Error(`${basename(path)} holds no key: 32 bytes in base64 or hex are needed`);
  return { id: createHash('sha256').update('backup key').update(key).digest('hex').slice(0, 16), key };
}

class Hashing extends Transform {
  readonly hash: Hash = createHash('sha256');
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    done(null, chunk);
  }
}

/** Rows of bytes, one after the other: gzip, encrypted where there is a key, and hashed on their way to the disk. */
export class RowFile {
  readonly #file: string;
  readonly #gzip = createGzip({ level: 1 });
  readonly #hashing = new Hashing();
  readonly #iv = randomBytes(12);
  readonly #sealing: CipherGCM | undefined;
  readonly #written: Promise<void>;
  rows = 0;

  constructor(folder: string, file: string, key: BackupKey | undefined) {
    this.#file = file;
    this.#sealing = key && createCipheriv(cipher, key.key, this.#iv).setAAD(Buffer.from(file));
    this.#written = pipeline(
      this.#gzip,
      this.#sealing ?? new PassThrough(),
      this.#hashing,
      createWriteStream(join(folder, file), { mode: 0o600 }),
    );
    this.#written.catch(() => undefined); // told by whoever ends the file
  }

  async add(row: Uint8Array): Promise<void> {
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32LE(row.length);
    this.#gzip.write(length);
    this.rows += 1;
    if (!this.#gzip.write(row)) await Promise.race([once(this.#gzip, 'drain'), this.#written]);
  }

  async end(): Promise<FileEntry> {
    this.#gzip.end();
    await this.#written;
    const seal = this.#sealing && {
      iv: this.#iv.toString('base64'),
      tag: this.#sealing.getAuthTag().toString('base64'),
    };
    return { file: this.#file, rows: this.rows, sha256: this.#hashing.hash.digest('hex'), seal: seal ?? null };
  }
}

/** The rows of a file, as they were added. */
export async function* rowsOf(folder: string, { file, seal }: FileEntry, key: BackupKey | undefined): AsyncGenerator<Buffer> {
  if (seal && !key) throw new Error('the backup is encrypted: name its key with --key-file');
  const opening =
    seal && key
      ? createDecipheriv(cipher, key.key, Buffer.from(seal.iv, 'base64'), { authTagLength: 16 })
          .setAAD(Buffer.from(file))
          .setAuthTag(Buffer.from(seal.tag, 'base64'))
      : new PassThrough();
  const plain = createGunzip();
  const read = pipeline(createReadStream(join(folder, file)), opening, plain);
  read.catch(() => undefined); // told below, when what came before it has been taken
  let left = Buffer.alloc(0);
  for await (const chunk of plain as AsyncIterable<Buffer>) {
    left = Buffer.concat([left, chunk]);
    for (;;) {
      if (left.length < lengthBytes) break;
      const end = lengthBytes + left.readUInt32LE(0);
      if (left.length < end) break;
      yield left.subarray(lengthBytes, end);
      left = left.subarray(end);
    }
  }
  await finished(plain).catch(() => undefined);
  await read;
  if (left.length > 0) throw new Error(`${file} ends in the middle of a row`);
} // prettier-ignore
