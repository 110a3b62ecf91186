import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const emailsIn = (dataDir: string): string[] => {
  const folder = join(dataDir, 'delivered', 'email');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')).map((name) => join(folder, name)) : [];
}; // prettier-ignore

export const countEmails = (dataDir: string): number => emailsIn(dataDir).length;

/** To whom each delivered email is addressed, as often as it was delivered. */
export const recipients = (dataDir: string): string[] =>
  emailsIn(dataDir).map((file) => /^To: .*?([^\s<>]+@[^\s<>]+)/im.exec(readFileSync(file, 'utf8'))?.[1] ?? file);
