import { readFileSync } from 'node:fs';

type Entry = { resolved?: string; link?: boolean; optionalDependencies?: Record<string, string> };
type LockFile = { packages: Record<string, Entry> };

/**
 * A lock file made against a partial mirror can lack the binaries of other systems without a word, and one with addresses
 * installs only where those addresses answer.
 */
export function lockFileFaults(
  lock: LockFile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile,
): string[] {
  const faults: string[] = [];
  for (const [path, { resolved, link, optionalDependencies = {} }] of Object.entries(lock.packages)) {
    if (!link && resolved && /^(https?|git)/.test(resolved))
      faults.push(`package-lock.json: ${path} has an address; install with omit-lockfile-registry-resolved=true`);
    for (const name of Object.keys(optionalDependencies))
      if (!isLocked(lock, path, name))
        faults.push(
          `package-lock.json: ${name}, optional for ${path || 'the root'}, has no entry; take a version whose binaries are all there`,
        );
  }
  return faults;
}

/** Looks where Node would: below the dependent, then up folder by folder. */
function isLocked({ packages }: LockFile, dependent: string, name: string): boolean {
  for (let at = dependent; ; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}
