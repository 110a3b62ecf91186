import type { Caller } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Tx } from '@fairdue/store';
import { addAudit, auditRow } from './audit.store.ts';
import { requireCompiles } from './compile-sources.ts';
import { saveDescriptor } from './descriptor.store.ts';
import type { Descriptor } from './descriptor.ts';
import { activate, deactivate } from './lifecycle.ts';
import { findVersion, saveVersions } from './version.store.ts';
import type { Version } from './version.ts';

const formerOf = async (tx: Tx, { creditorId, activeVersionId }: Descriptor): Promise<Version | undefined> =>
  activeVersionId === null ? undefined : findVersion(tx, [creditorId], activeVersionId);

/** Makes a version live, and the one before it deprecated. Repeated it changes nothing. */
export async function switchTo(
  tx: Tx,
  from: Caller,
  descriptor: Descriptor,
  version: Version,
  now: Date,
): Promise<Descriptor> {
  await requireCompiles(tx.db, version);
  const after = activate(descriptor, version, await formerOf(tx, descriptor), now);
  if (after.descriptor === descriptor) return descriptor;
  await saveDescriptor(tx, after.descriptor);
  await saveVersions(tx, after.versions);
  const switched = after.versions.find(({ _id }) => _id === version._id) ?? version;
  await addAudit(tx, [
    auditRow(from, now, {
      action: 'version-activated',
      descriptor: { before: descriptor, after: after.descriptor },
      version: { before: version, after: switched },
    }),
  ]);
  return after.descriptor;
}

/** Takes a message out of service. */
export async function switchOff(tx: Tx, from: Caller, descriptor: Descriptor, now: Date): Promise<Descriptor> {
  const former = await formerOf(tx, descriptor);
  const after = deactivate(descriptor, former, now);
  if (after.descriptor === descriptor) return descriptor;
  await saveDescriptor(tx, after.descriptor);
  await saveVersions(tx, after.versions);
  const change = { before: descriptor, after: after.descriptor };
  await addAudit(tx, [auditRow(from, now, { action: 'version-deactivated', descriptor: change })]);
  return after.descriptor;
}

/** The version that a descriptor is to have live: one of its own. */
export async function versionToActivate(tx: Tx, descriptor: Descriptor, versionId: string): Promise<Version> {
  const version = await findVersion(tx, [descriptor.creditorId], versionId);
  if (version?.descriptorId === descriptor._id) return version;
  throw new Refused('malformed', 'version-not-of-descriptor', 'That version is of no use here', [
    { path: 'activeVersionId', problem: 'is no version of this descriptor' },
  ]);
}
