import { startEmbeddedMongo } from '@fairdue/embedded-mongo';

export type TestStore = { url: string; stop(): Promise<void> };

/** The embedded store, or with `ENGINES=real` the one that is there. */
export async function startStore(): Promise<TestStore> {
  const { ENGINES, MONGODB_URL } = process.env;
  if (ENGINES === 'real' && MONGODB_URL) return { url: MONGODB_URL, stop: async () => undefined };
  const { url, close } = await startEmbeddedMongo({});
  return { url, stop: close };
}
