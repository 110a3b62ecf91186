import type { Channel } from '@fairdue/contracts';
import { selectTemplate, type Selectable } from './select-template.ts';
import type { Descriptor } from './stored/descriptor.ts';
import { systemRevision, systemTemplates } from './system-templates.ts';

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
