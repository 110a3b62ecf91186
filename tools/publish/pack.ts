// npm run pack [-- NAME…]: the packages of those who build on the platform, as tarballs in dist/npm. Publishes nothing.
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { buildPackage, publishable } from './packages.ts';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !publishable.includes(name));
if (unknown.length > 0) {
  console.error(`There is no package ${unknown.join(', ')}: take ${publishable.join(' or ')}.`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : publishable) {
  const folder = buildPackage(name);
  const tarball = execFileSync('npm', ['pack', '--silent', '--pack-destination', dirname(folder)], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  console.log(`dist/npm/${tarball.trim()}`);
}
