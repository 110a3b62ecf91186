import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '@fairdue/contracts';
import type { DeliveredFile } from './facts.ts';

/** The name of a file is the key of its message: creditor and interaction. */
const keyOf = (name: string): string => name.split('.')[1] ?? '';

/** Every message that reached a provider of the sandbox. */
export function readSink(dataDir: string): DeliveredFile[] {
  const folder = join(dataDir, 'delivered');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((channel) =>
    readdirSync(join(folder, channel))
      .filter((name) => !name.endsWith('.part'))
      .map((name) => {
        const file = join(folder, channel, name);
        const { mtime } = statSync(file);
        return { channel, interactionId: keyOf(name), file: join(channel, name), sha256: sha256(readFileSync(file)), takenAt: mtime }; // prettier-ignore
      }),
  );
}
