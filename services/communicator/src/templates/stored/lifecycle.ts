import { Refused } from '@fairdue/refused';
import { written, type Descriptor } from './descriptor.ts';
import { missingFor, relabelled, type Version } from './version.ts';

/** A descriptor with those of its versions that a change touches. */
export type Switched = { descriptor: Descriptor; versions: Version[] };

export const isLive = ({ activeVersionId }: Descriptor, { _id }: Pick<Version, '_id'>): boolean =>
  activeVersionId === _id;

/** An empty message never goes live, and never comes of a change of what is. */
export function requireComplete({ channel }: Pick<Descriptor, 'channel'>, version: Version): void {
  const missing = missingFor(channel, version);
  if (missing.length > 0)
    throw new Refused(
      'malformed',
      'template-incomplete',
      'The version lacks what its channel needs',
      missing.map((path) => ({ path, problem: `a live version of channel ${channel} needs it` })),
    );
}

/** The version goes live and the one before it is deprecated. One that is live already stays as it is. */
export function activate(descriptor: Descriptor, version: Version, former: Version | undefined, now: Date): Switched {
  if (isLive(descriptor, version)) return { descriptor, versions: [] };
  requireComplete(descriptor, version);
  return {
    descriptor: written({ ...descriptor, activeVersionId: version._id, activeRevision: version.revision }, now),
    versions: [relabelled(version, 'deployed', now), ...(former ? [relabelled(former, 'deprecated', now)] : [])],
  };
}

/** Takes the message out of service: nothing of it is live any more. */
export function deactivate(descriptor: Descriptor, former: Version | undefined, now: Date): Switched {
  if (descriptor.activeVersionId === null) return { descriptor, versions: [] };
  return {
    descriptor: written({ ...descriptor, activeVersionId: null, activeRevision: null }, now),
    versions: former ? [relabelled(former, 'deprecated', now)] : [],
  };
}

/** The descriptor of a version that was saved. What a live one says takes effect at once; it stays deployed and whole. */
export function saved(descriptor: Descriptor, version: Version, now: Date): Descriptor {
  if (!isLive(descriptor, version)) return written(descriptor, now);
  if (version.status !== 'deployed')
    throw new Refused('malformed', 'version-is-live', 'Version is live', [
      { path: 'status', problem: 'a live version is deployed: activate another one first' },
    ]);
  requireComplete(descriptor, version);
  return written({ ...descriptor, activeRevision: version.revision }, now);
}

/** A missing legal notice is worse than a refused delete. */
export function removed(descriptor: Descriptor, version: Version, now: Date): Version {
  if (isLive(descriptor, version))
    throw new Refused('conflict', 'version-is-active', 'Version is live', [
      { path: 'templateId', problem: `Activate another version of ${descriptor._id} first` },
    ]);
  return { ...version, updatedAt: now, deletedAt: now };
}
