import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

test('a hundred thousand lines are read in memory that would not hold them', async () => {
  const program = join(import.meta.dirname, '../../src/imports/read-many-lines.ts');
  const heap = '--max-old-space-size=64';

  const { stdout } = await promisify(execFile)(process.execPath, [heap, '--import', 'tsx', program, '100000']);

  expect(stdout).toBe('100000');
});
