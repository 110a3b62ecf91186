import { randomUUID } from 'node:crypto';
import { access, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxChannel } from './scripts.ts';

const extension: Record<SandboxChannel, string> = { email: 'eml', text: 'json', mail: 'json', voice: 'json' };

export const isKey = (key: string): boolean => /^[A-Za-z0-9-]+\.[A-Za-z0-9-]+$/.test(key);

/**
 * Every message the sandbox took, byte for byte, one file each. The key is the file's name: a repeat is recognised and
 * a look-up answered also after a restart. A file appears whole or not at all.
 */
export class Delivered {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  #path(channel: SandboxChannel, key: string): string {
    if (!isKey(key)) throw new Error('That is no key of a message.');
    return join(this.#folder, channel, `${key}.${extension[channel]}`);
  }

  async has(channel: SandboxChannel, key: string): Promise<boolean> {
    if (!isKey(key)) return false;
    return access(this.#path(channel, key)).then(
      () => true,
      () => false,
    );
  }

  async write(channel: SandboxChannel, key: string, bytes: Buffer): Promise<void> {
    const path = this.#path(channel, key);
    await mkdir(join(this.#folder, channel), { recursive: true });
    await writeWhole(path, bytes);
  }
}

/** Writes aside, makes it durable, then gives it its name. */
export async function writeWhole(path: string, bytes: Buffer | string): Promise<void> {
  const aside = `${path}.${randomUUID()}.part`;
  const file = await open(aside, 'w');
  try {
    await file.writeFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(aside, path);
}
