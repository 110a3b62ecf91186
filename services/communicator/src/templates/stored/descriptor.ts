import { subjectNamed, type Channel } from '@fairdue/contracts';

/** null is neutral. A descriptor of a tone is used for messages of that tone only. */
export type DescriptorTone = 'empathetic' | 'firm' | null;

/** Which message a template is: its subject, channel, language, product and tone. At most one of its versions is live. */
export type Descriptor = {
  _id: string;
  creditorId: string;
  /** One descriptor of a company has it. Absent once deleted: then another one may. */
  key?: string;
  subject: string;
  channel: Channel;
  language: string;
  productId: string | null;
  tone: DescriptorTone;
  activeVersionId: string | null;
  /** The revision of the live version, so that whoever sends knows the exact words without reading them. */
  activeRevision: number | null;
  sensitive: boolean;
  enabled: boolean;
  name: string | null;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
  /** Grows with every write of the descriptor or of one of its versions, so that two writers of either conflict. */
  revision: number;
};

export type DescriptorFields = Pick<
  Descriptor,
  'subject' | 'channel' | 'language' | 'productId' | 'tone' | 'sensitive' | 'enabled' | 'name'
>;

/** What tells descriptors of one company apart. Old and new names of a subject are one subject. */
export const keyOf = ({
  subject,
  channel,
  language,
  productId,
  tone,
}: Pick<DescriptorFields, 'subject' | 'channel' | 'language' | 'productId' | 'tone'>): string =>
  JSON.stringify([subjectNamed(subject), channel, language, productId, tone]);

export const newDescriptor = (_id: string, creditorId: string, fields: DescriptorFields, now: Date): Descriptor => ({
  _id,
  creditorId,
  key: keyOf(fields),
  ...fields,
  activeVersionId: null,
  activeRevision: null,
  createdAt: now,
  updatedAt: now,
  deletedAt: null,
  revision: 1,
});

/** A field that is not there stays. The same object: nothing would change. */
export function changeDescriptor(
  descriptor: Descriptor,
  change: { readonly [field in keyof DescriptorFields]?: DescriptorFields[field] | undefined },
  now: Date,
): Descriptor {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  const merged = { ...descriptor, ...Object.fromEntries(named) } as Descriptor;
  const isSame = named.every(([field]) => merged[field as 'name'] === descriptor[field as 'name']);
  return isSame ? descriptor : written({ ...merged, key: keyOf(merged) }, now);
}

/** What any write of a descriptor, or of a version of it, does to its row. */
export const written = (descriptor: Descriptor, now: Date): Descriptor => ({
  ...descriptor,
  updatedAt: now,
  revision: descriptor.revision + 1,
});

/** It stays readable for those who ask what was sent, and gives its key back. */
export function deleted({ key: _key, ...descriptor }: Descriptor, now: Date): Descriptor {
  return { ...written(descriptor, now), activeVersionId: null, activeRevision: null, deletedAt: now };
}
