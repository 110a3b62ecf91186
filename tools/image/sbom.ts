// npm run sbom [FILE]: the bill of materials (CycloneDX 1.6) of what runs, from package-lock.json. The same lock file gives the
// same bytes: the time is SOURCE_DATE_EPOCH, or left out, and the serial number is a hash of the content.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readLockFile, runtimePackages, type LockFile } from './runtime-packages.ts';

const purl = (name: string, version: string): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;

const hashes = (integrity: string): { alg: string; content: string }[] =>
  integrity.split(' ').map((each) => {
    const [algorithm = '', digest = ''] = each.split(/-(.*)/);
    return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') };
  });

const licenses = (license: string): object[] =>
  /[( ]/.test(license) ? [{ expression: license.replace(/^\((.*)\)$/, '$1') }] : [{ license: { id: license } }];

export function billOfMaterials(lock: LockFile, epoch = process.env['SOURCE_DATE_EPOCH']) {
  const packages = runtimePackages(lock);
  const refOf = new Map(packages.map(({ path, name, version }) => [path, `${purl(name, version)}#${path}`]));
  const { name, version } = { name: 'fairdue', version: lock.packages['']?.version ?? '' };
  const root = purl(name, version);
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      ...(epoch && { timestamp: new Date(Number(epoch) * 1_000).toISOString() }),
      component: { 'bom-ref': root, type: 'application', name, version, purl: root, licenses: licenses('Apache-2.0') },
    },
    components: packages.map((each) => ({
      'bom-ref': refOf.get(each.path),
      type: 'library',
      name: each.name,
      version: each.version,
      purl: purl(each.name, each.version),
      hashes: hashes(each.integrity),
      ...(each.license && { licenses: licenses(each.license) }),
    })),
    dependencies: [
      { ref: root, dependsOn: packages.map(({ path }) => refOf.get(path)) },
      ...packages.map(({ path, dependencies }) => ({
        ref: refOf.get(path),
        dependsOn: dependencies.map((each) => refOf.get(each)),
      })),
    ],
  };
  const hash = createHash('sha256').update(JSON.stringify(bill)).digest('hex');
  const uuid = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  return { ...bill, serialNumber: `urn:uuid:${uuid}` };
}

export function writeBill(file: string): number {
  const bill = billOfMaterials(readLockFile());
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
  return bill.components.length;
}

if (process.argv[1] === import.meta.filename) {
  const [file = 'dist/sbom.cdx.json'] = process.argv.slice(2);
  console.log(`${file}: ${writeBill(file)} packages`);
}
