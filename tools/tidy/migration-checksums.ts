import { createHash } from 'node:crypto';
import type { SourceFile } from './source-files.ts';

const place = /^services\/[^/]+\/src\/migrations\/[^/]+(?<!\.test)\.ts$/;
const checksum = /checksum: '([^']*)'/;

/** Of all that the file says but its checksum. */
export const checksumOf = (text: string): string =>
  createHash('sha256').update(text.replace(checksum, "checksum: ''")).digest('hex').slice(0, 16);

/** A migration says the checksum of its source, so that one that was changed after it ran is found wherever it ran. */
export const migrationChecksums = (files: readonly SourceFile[]): string[] =>
  files
    .filter(({ path, text }) => place.test(path) && checksum.exec(text)?.[1] !== checksumOf(text))
    .map(
      ({ path, text }) =>
        `${path}: its checksum is '${checksumOf(text)}'. Write it there if the migration is not released yet; else add another one`,
    );
