import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One message exactly as a sandbox provider took it. `takenAt` is real time. */
export type Delivered = { channel: 'email' | 'text' | 'mail' | 'voice'; file: string; text: string; takenAt: Date };

const channels = ['email', 'text', 'mail', 'voice'] as const;

/** What has reached the sandbox since the last look: the only thing the scripted customers know of the platform. */
export class Sink {
  readonly folder: string;
  readonly #seen = new Set<string>();

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'delivered');
  }

  fresh(): Delivered[] {
    return channels.flatMap((channel) => {
      const folder = join(this.folder, channel);
      if (!existsSync(folder)) return [];
      const names = readdirSync(folder).filter(
        (name) => !name.endsWith('.part') && !this.#seen.has(join(channel, name)),
      );
      return names.map((name) => {
        this.#seen.add(join(channel, name));
        const file = join(folder, name);
        return { channel, file, text: readFileSync(file, 'utf8'), takenAt: statSync(file).mtime };
      });
    });
  }
}
