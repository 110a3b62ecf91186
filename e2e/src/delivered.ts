import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type Message = { channel: string; file: string; text: string; takenAtMs: number };

/** Every message that reached a provider, byte for byte. Reads nothing but the sink: it cannot share a mistake with the platform. */
export function delivered(dataDir: string): Message[] {
  const folder = join(dataDir, 'delivered');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((channel) =>
    readdirSync(join(folder, channel))
      .filter((name) => !name.endsWith('.part'))
      .map((name) => {
        const file = join(folder, channel, name);
        return { channel, file, text: readFileSync(file, 'utf8'), takenAtMs: statSync(file).mtimeMs };
      }),
  );
}

export const to = (messages: readonly Message[], address: string): Message[] =>
  messages.filter(({ text }) => text.toLowerCase().includes(address.toLowerCase()));
