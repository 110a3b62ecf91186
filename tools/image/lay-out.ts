// node tools/image/lay-out.ts SERVICE FOLDER: everything that the image of a service holds, and nothing else: the packages that
// run, the service and the jobs in one file each, and the bill of materials. The Dockerfile copies FOLDER as it is.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../bundle.mjs';
import { runtimePackages } from './runtime-packages.ts';
import { writeBill } from './sbom.ts';

const [service, folder] = process.argv.slice(2);
if (!service || !folder || !existsSync(`services/${service}/src/main.ts`)) {
  console.error('usage: lay-out.ts SERVICE FOLDER, where SERVICE is a folder of services/');
  process.exit(2);
}
rmSync('dist', { recursive: true, force: true });
await bundle([service, 'jobs']);
cpSync('dist', join(folder, 'dist'), { recursive: true });

const packages = runtimePackages();
for (const { path } of packages)
  cpSync(path, join(folder, path), {
    recursive: true,
    filter: (source) => !source.slice(path.length).includes('/node_modules'), // those inside are on the list by themselves
  });
mkdirSync(folder, { recursive: true });
console.log(
  `${folder}: ${service}, ${packages.length} packages, ${writeBill(join(folder, 'sbom.cdx.json'))} of them in the bill`,
);
