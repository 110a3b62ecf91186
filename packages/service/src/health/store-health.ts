import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from '@fairdue/store';
import type { HealthBody } from './health.wire.ts';

type Hello = { setName?: string; hosts?: string[]; isWritablePrimary?: boolean; localTime: Date };

/** What the database says of itself, and how far its clock is from ours: the question was asked halfway. */
export async function storeHealth({ db }: Connection): Promise<HealthBody['store']> {
  if (!db) throw new Error('The store is away.');
  const { version } = (await db.admin().command({ buildInfo: 1 })) as unknown as { version: string };
  const askedAtMs = Date.now();
  const hello = (await db.admin().command({ hello: 1 })) as unknown as Hello;
  const roundTripMs = Date.now() - askedAtMs;
  return {
    version,
    replicaSet: hello.setName ?? null,
    members: hello.hosts?.length ?? 0,
    writable: hello.isWritablePrimary === true,
    skewMs: Math.round(hello.localTime.getTime() - (askedAtMs + roundTripMs / 2)),
    roundTripMs,
  };
}

/** What is left where an embedded store writes, and how much of it is the store. */
export async function diskHealth(folder: string): Promise<NonNullable<HealthBody['disk']>> {
  const { bavail, blocks, bsize } = await statfs(folder);
  const names = (await readdir(folder)).filter((name) => /^(journal|snapshot)-\d+\.(log|data)$/.test(name));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return {
    freeBytes: bavail * bsize,
    totalBytes: blocks * bsize,
    storeBytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}
