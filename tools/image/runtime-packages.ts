// What the services need of the registry when they run, from package-lock.json. npm's own `--omit=dev` cannot say it here: it
// leaves out of a bill what some workspace has for its tests (mongoose), and installs what the tests of others need (supertest).
import { readFileSync } from 'node:fs';

export type RuntimePackage = {
  path: string;
  name: string;
  version: string;
  license: string | undefined;
  integrity: string;
  /** Paths of those it needs itself. */
  dependencies: string[];
};

type Names = Record<string, string>;
type LockEntry = {
  version: string;
  license?: string;
  integrity: string;
  link?: boolean;
  resolved?: string;
  dependencies?: Names;
  optionalDependencies?: Names;
  peerDependencies?: Names;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
};
export type LockFile = { packages: Record<string, LockEntry> };

export const readLockFile = (): LockFile => JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;

/** The embedded engine builds itself with esbuild when it runs from sources. The image has it built, and refuses it in production. */
const builtAlready = new Set(['esbuild']);

/** In the order of their paths, so that the same lock file gives the same list everywhere. */
export function runtimePackages({ packages }: LockFile = readLockFile()): RuntimePackage[] {
  const found = new Map<string, RuntimePackage>();
  const seen = new Set<string>();

  /** As Node looks for it: beside whoever asks, then in every folder above. */
  const placeOf = (name: string, from: string): string | undefined => {
    for (let folder = from; ; folder = folder.replace(/(^|\/)[^/]*$/, '')) {
      const place = `${folder ? `${folder}/` : ''}node_modules/${name}`;
      if (packages[place]) return place;
      if (folder === '') return undefined;
    }
  };

  const visit = (place: string): string => {
    const own = packages[place]?.link ? (packages[place].resolved ?? place) : place;
    const entry = packages[own];
    if (entry === undefined) throw new Error(`package-lock.json has no ${own}`);
    if (seen.has(own)) return own;
    seen.add(own);
    const wanted = { ...entry.dependencies, ...entry.optionalDependencies, ...neededPeers(entry) };
    const dependencies = Object.keys(wanted)
      .filter((name) => !builtAlready.has(name))
      .flatMap((name) => {
        const at = placeOf(name, own);
        if (at === undefined && !(name in (entry.optionalDependencies ?? {})))
          throw new Error(`package-lock.json has no ${name}, which ${own} needs`);
        return at === undefined ? [] : [visit(at)];
      });
    if (own.includes('node_modules/')) {
      const name = own.slice(own.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const { version, license, integrity } = entry;
      found.set(own, { path: own, name, version, license, integrity, dependencies: dependencies.toSorted() });
    }
    return own;
  };

  for (const place of Object.keys(packages)) if (/^services\/[^/]+$/.test(place)) visit(place);
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const neededPeers = ({ peerDependencies = {}, peerDependenciesMeta = {} }: LockEntry): Names =>
  Object.fromEntries(Object.entries(peerDependencies).filter(([name]) => !peerDependenciesMeta[name]?.optional));
