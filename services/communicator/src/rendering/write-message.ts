import type { Channel } from '@fairdue/contracts';
import type { Connection } from '@fairdue/store';
import type { Choice } from '../templates/choose-template.ts';
import { compileParts } from '../templates/compile-parts.ts';
import type { TemplateContext } from '../templates/compile-template.ts';
import { loadRevision } from '../templates/stored/version.store.ts';
import type { Sources } from '../templates/stored/version.ts';
import { systemVersion } from '../templates/system-templates.ts';
import { writeWords, type Parts, type Words } from '../templates/write-words.ts';
import { threadsOf } from './threads/threads.ts';

/** The words of a message: of one that is built in here, of one that somebody wrote in a thread that can be ended. */
export async function writeMessage(
  deps: { db: Connection },
  choice: Choice,
  channel: Channel,
  context: TemplateContext,
  /** Values that are clean HTML, and are not escaped in a page. */
  markup: readonly string[] = [],
): Promise<Words> {
  const { companyId, versionId, revision } = choice;
  if (companyId === null) return writeWords(builtInParts(versionId), channel, context);
  const key = `${versionId} ${revision}`;
  const sources = kept.get(key) ?? (await loadRevision(deps.db, companyId, versionId, revision));
  keep(key, sources);
  return threadsOf(deps).run('write', { channel, context, markup }, { key, value: sources });
}

const builtIn = new Map<string, Parts>();

function builtInParts(versionId: string): Parts {
  const known = builtIn.get(versionId);
  if (known) return known;
  const sources = systemVersion(versionId);
  if (!sources) throw new Error('A message that is built in has its words in code.');
  const parts = compileParts(sources);
  builtIn.set(versionId, parts);
  return parts;
}

/** Sources by version and revision, which never change; those used longest ago go first. */
const kept = new Map<string, Sources>();
const charsMax = 16 * 1024 * 1024;
let charsKept = 0;

const charsOf = (sources: Sources): number =>
  Object.values(sources).reduce((sum, each) => sum + (each?.length ?? 0), 0);

function keep(key: string, sources: Sources): void {
  if (!kept.delete(key)) charsKept += charsOf(sources);
  kept.set(key, sources);
  for (const [oldest, old] of kept) {
    if (charsKept <= charsMax || oldest === key) return;
    kept.delete(oldest);
    charsKept -= charsOf(old);
  }
}
