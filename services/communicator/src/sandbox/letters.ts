import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isKey, writeWhole } from './delivered.ts';

/** The pages of every letter the sandbox took, one file each, for a person to look at. */
export class Letters {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async write(key: string, pdf: Buffer): Promise<void> {
    if (!isKey(key)) throw new Error('That is no key of a message.');
    await mkdir(this.#folder, { recursive: true });
    await writeWhole(join(this.#folder, `${key}.pdf`), pdf);
  }
}
