import { sha256, type Channel } from '@fairdue/contracts';

export const versionStatuses = ['draft', 'deployed', 'deprecated'] as const;
export type VersionStatus = (typeof versionStatuses)[number];

/** Jinja sources. What a channel does not use may be there, and is ignored. */
export type Sources = {
  subjectLineTemplate: string | null;
  contentTextTemplate: string | null;
  contentHtmlTemplate: string | null;
};
/** Some of them, or all. */
export type SomeSources = { readonly [field in keyof Sources]?: Sources[field] | undefined };
export const sourceFields = ['subjectLineTemplate', 'contentTextTemplate', 'contentHtmlTemplate'] as const;

/** One wording of a descriptor. The descriptor says whether it is live; its status is a label. */
export type Version = Sources & {
  _id: string;
  creditorId: string;
  descriptorId: string;
  status: VersionStatus;
  contentSha256: string;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
  /** Grows with every save. Each one is kept as it was saved. */
  revision: number;
};

export const sourcesOf = ({ subjectLineTemplate, contentTextTemplate, contentHtmlTemplate }: Sources): Sources => ({
  subjectLineTemplate,
  contentTextTemplate,
  contentHtmlTemplate,
});

/** Tells whether two versions say the same. */
export const hashOf = (sources: Sources): string => sha256(JSON.stringify(sourceFields.map((field) => sources[field])));

export const newVersion = (
  ids: Pick<Version, '_id' | 'creditorId' | 'descriptorId'>,
  { status, ...sources }: Sources & { status: VersionStatus },
  now: Date,
): Version => ({
  ...ids,
  status,
  ...sources,
  contentSha256: hashOf(sources),
  createdAt: now,
  updatedAt: now,
  deletedAt: null,
  revision: 1,
});

/** A field that is not there stays. The same object: nothing would change. */
export function changeVersion(
  version: Version,
  change: { readonly [field in keyof Sources | 'status']?: Version[field] | undefined },
  now: Date,
): Version {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  const merged = { ...version, ...Object.fromEntries(named) } as Version;
  if (named.every(([field]) => merged[field as 'status'] === version[field as 'status'])) return version;
  return { ...merged, contentSha256: hashOf(merged), updatedAt: now, revision: version.revision + 1 };
}

export const relabelled = (version: Version, status: VersionStatus, now: Date): Version =>
  version.status === status ? version : { ...version, status, updatedAt: now };

const isEmpty = (source: string | null): boolean => source === null || source.trim() === '';

/** Which fields a channel needs and does not find, before a message of it can go live (3.2). */
export function missingFor(channel: Channel, sources: Sources): (keyof Sources)[] {
  const { subjectLineTemplate, contentTextTemplate, contentHtmlTemplate } = sources;
  const hasContent = !isEmpty(contentTextTemplate) || !isEmpty(contentHtmlTemplate);
  switch (channel) {
    case 'email':
      return [
        ...(isEmpty(subjectLineTemplate) ? (['subjectLineTemplate'] as const) : []),
        ...(hasContent ? [] : (['contentTextTemplate'] as const)),
      ];
    case 'text':
    case 'chat':
    case 'voice':
      return isEmpty(contentTextTemplate) ? ['contentTextTemplate'] : [];
    case 'mail':
    case 'document':
    case 'gui':
    case 'fax':
      return hasContent ? [] : ['contentHtmlTemplate'];
  }
}
