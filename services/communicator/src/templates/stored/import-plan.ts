import type { Fault } from '@fairdue/refused';
import { keyOf, newDescriptor, written, type Descriptor } from './descriptor.ts';
import { activate } from './lifecycle.ts';
import type { ImportItem } from './template-export.wire.ts';
import { hashOf, missingFor, newVersion, sourcesOf, type SomeSources, type Version } from './version.ts';

/** Says what does not compile of the sources that `at` leads to. */
type Compile = (sources: SomeSources, at: string) => Promise<Fault[]>;

/** What is wrong with one item on its own, each fault at its place. */
export async function faultsOf(
  { descriptor, versions }: ImportItem,
  index: number,
  compile: Compile,
): Promise<Fault[]> {
  const actives = versions.filter(({ active }) => active);
  const faults: Fault[] = [];
  if (actives.length > 1)
    faults.push({ path: `[${index}].versions`, problem: 'at most one version is active', code: 'import-invalid' });
  for (const [i, version] of versions.entries()) {
    const at = `[${index}].versions[${i}].`;
    const missing = version.active ? missingFor(descriptor.channel, version) : [];
    faults.push(...(await compile(sourcesOf(version), at)));
    for (const field of missing)
      faults.push({
        path: at + field,
        problem: `a live version of channel ${descriptor.channel} needs it`,
        code: 'template-incomplete',
      });
  }
  return faults;
}

/** Items that name a message which another one before them names. */
export function repeatedKeys(items: readonly ImportItem[]): Fault[] {
  const seen = new Set<string>();
  return items.flatMap(({ descriptor }, index) => {
    const key = keyOf(descriptor);
    if (seen.has(key))
      return [{ path: `[${index}].descriptor`, problem: 'is in this list already', code: 'duplicate-descriptor' }];
    seen.add(key);
    return [];
  });
}

export type Stored = {
  descriptors: ReadonlyMap<string, Descriptor>;
  /** What the versions of each of them say, by hash. */
  hashes: ReadonlyMap<string, ReadonlySet<string>>;
};

export type Imported = {
  /** As it stands in the store; undefined: it is new. */
  before: Descriptor | undefined;
  after: Descriptor;
  created: Version[];
  activated: Version | undefined;
};

export type ImportOrder = {
  creditorId: string;
  allowActivate: boolean;
  now: Date;
  newId: (kind: 'templateDescriptor' | 'templateVersion') => string;
};

/**
 * What one item adds: its descriptor where there is none, and the versions whose words no version of it has. Only a new
 * one can go live by this; what is there stays as it is, so that a repeat changes nothing.
 */
export function planItem({ descriptor, versions }: ImportItem, stored: Stored, order: ImportOrder): Imported {
  const { creditorId, allowActivate, now, newId } = order;
  const before = stored.descriptors.get(keyOf(descriptor));
  const known = new Set(before && stored.hashes.get(before._id));
  const own = before ?? newDescriptor(newId('templateDescriptor'), creditorId, descriptor, now);
  const created: Version[] = [];
  let activated: Version | undefined;
  for (const { active, ...content } of versions) {
    if (known.has(hashOf(content))) continue;
    const ids = { _id: newId('templateVersion'), creditorId, descriptorId: own._id };
    const status = active && !allowActivate ? 'draft' : content.status;
    const version = newVersion(ids, { ...content, status }, now);
    known.add(version.contentSha256);
    if (active && allowActivate) activated = version;
    created.push(version);
  }
  if (created.length === 0) return { before, after: own, created, activated };
  if (!activated) return { before, after: before ? written(own, now) : own, created, activated };
  const { descriptor: after, versions: labelled } = activate(own, activated, undefined, now);
  const deployed = new Map(labelled.map((each) => [each._id, each]));
  return { before, after, created: created.map((each) => deployed.get(each._id) ?? each), activated };
}
