// Checks that no linter has. Prints every fault with what to do about it; exits 1 when there is one.
import { changedEvents } from './changed-events.ts';
import { deadFiles } from './dead-files.ts';
import { deadLinks } from './dead-links.ts';
import { environmentReaders } from './environment-readers.ts';
import { lockFileFaults } from './lock-file.ts';
import { migrationChecksums } from './migration-checksums.ts';
import { sourceFiles } from './source-files.ts';
import { staleFiles } from './stale-files.ts';
import { codesWithoutCure, undocumentedCodes } from './undocumented-codes.ts';
import { unknownRequests } from './unknown-requests.ts';

const files = sourceFiles('*.ts', '*.tsx', '*.mjs');
const pages = sourceFiles('*.md');
const faults = [
  ...changedEvents(),
  ...deadFiles(files),
  ...deadLinks(pages),
  ...unknownRequests(pages),
  ...environmentReaders(files),
  ...lockFileFaults(),
  ...migrationChecksums(files),
  ...undocumentedCodes(files),
  ...codesWithoutCure(),
  ...(await staleFiles()),
];
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? `tidy: ${files.length} files, nothing to say` : `tidy: ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
