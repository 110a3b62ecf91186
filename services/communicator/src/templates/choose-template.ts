import type { Channel } from '@fairdue/contracts';
import type { Connection } from '@fairdue/store';
import { compileTemplate } from './compile-template.ts';
import { selectTemplate, type Selectable } from './select-template.ts';
import type { Descriptor } from './stored/descriptor.ts';
import { loadRevision } from './stored/version.store.ts';
import type { Sources } from './stored/version.ts';
import { systemRevision, systemTemplates, systemVersion } from './system-templates.ts';
import type { Parts } from './write-words.ts';

/** A message that may be sent: its exact words by version and revision, not yet read. */
export type Choice = Selectable & { versionId: string; revision: number; sensitive: boolean };

export type Wanted = {
  subject: string;
  channel: Channel;
  personLanguage: string | undefined;
  creditorLanguages: readonly string[];
  productId: string | null;
  tone: 'empathetic' | 'neutral' | 'firm';
};

export type Template = Choice & Parts;

const builtIn: readonly Choice[] = systemTemplates.map(({ versionId, subject, channel, language }) => ({
  companyId: null,
  subject,
  channel,
  language,
  productId: null,
  tone: null,
  versionId,
  revision: systemRevision,
  sensitive: false,
}));

const choiceOf = ({ creditorId, activeVersionId, activeRevision, ...descriptor }: Descriptor): Choice[] =>
  activeVersionId === null || activeRevision === null
    ? []
    : [{ ...descriptor, companyId: creditorId, versionId: activeVersionId, revision: activeRevision }];

/** `own`: what the company has enabled and live. The person’s language, else the company’s first, else English. */
export function chooseTemplate(own: readonly Descriptor[], wanted: Wanted): Choice | undefined {
  const { subject, channel, personLanguage, creditorLanguages, productId, tone } = wanted;
  return selectTemplate([...own.flatMap(choiceOf), ...builtIn], {
    subject,
    channel,
    languages: [personLanguage, creditorLanguages[0], 'en'].filter((each) => each !== undefined),
    productId,
    tone: tone === 'neutral' ? null : tone,
  });
}

/** Compiled templates by version and revision, whose words never change; the ones used longest ago go first. */
const compiled = new Map<string, { parts: Parts; chars: number }>();
const charsMax = 16 * 1024 * 1024;
let charsKept = 0;

const sourcesFor = async (db: Connection, { companyId, versionId, revision }: Choice): Promise<Sources> => {
  const system = companyId === null ? systemVersion(versionId) : undefined;
  return system ?? loadRevision(db, companyId ?? '', versionId, revision);
};

/** Reads and compiles the words, once. */
export async function openTemplate(db: Connection, choice: Choice): Promise<Template> {
  const key = `${choice.versionId} ${choice.revision}`;
  const known = compiled.get(key);
  if (known) {
    compiled.delete(key);
    compiled.set(key, known);
    return { ...choice, ...known.parts };
  }
  const sources = await sourcesFor(db, choice);
  const parts = compileParts(sources);
  keep(key, { parts, chars: Object.values(sources).join('').length });
  return { ...choice, ...parts };
}

function keep(key: string, entry: { parts: Parts; chars: number }): void {
  if (compiled.has(key)) return;
  compiled.set(key, entry);
  charsKept += entry.chars;
  for (const [oldest, { chars }] of compiled) {
    if (charsKept <= charsMax || oldest === key) return;
    compiled.delete(oldest);
    charsKept -= chars;
  }
}

export const compileParts = ({ subjectLineTemplate, contentTextTemplate, contentHtmlTemplate }: Sources): Parts => ({
  subjectLine: subjectLineTemplate === null ? undefined : compileTemplate(subjectLineTemplate, 'text'),
  text: contentTextTemplate === null ? undefined : compileTemplate(contentTextTemplate, 'text'),
  html: contentHtmlTemplate === null ? undefined : compileTemplate(contentHtmlTemplate, 'html'),
});
