import { Channel, HoldReason } from '@fairdue/contracts';
import { z } from 'zod';

/** What a contact is about, as far as the law tells such contacts apart. */
export const ThemeClass = z.enum(['collection', 'notice', 'servicing', 'credentials', 'staff']);
export type ThemeClass = z.infer<typeof ThemeClass>;

export const Affiliation = z.enum([
  'self', 'spouse', 'parent', 'guardian', 'executor', 'attorney', 'employer', 'relative', 'other',
]); // prettier-ignore
export type Affiliation = z.infer<typeof Affiliation>;

/** In this order rules are evaluated and answered: the first that blocks is the one named for the contact not made. */
export const groups = [
  'platform', 'bankruptcy', 'deceased', 'cease', 'attorney', 'other-hold', 'consent', 'place', 'count', 'quiet', 'hours',
] as const; // prettier-ignore

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** One kind of condition; its numbers are the record's. Each kind is judged by one pure function. */
export const Shape = z.discriminatedUnion('kind', [
  /** Only while the clock stands in [open, close) in every zone the customer may be in. */
  z.strictObject({ kind: z.literal('hours'), open: Clock, close: Clock }),
  /** At most `max` counted contacts by these channels about one debt within `days` local dates. */
  z.strictObject({
    kind: z.literal('count'),
    max: z.int().positive(),
    days: z.int().positive(),
    counted: z.array(Channel).min(1),
  }),
  /** No contact on `days` local dates, the first being that of the last conversation about the debt. */
  z.strictObject({ kind: z.literal('quiet-after-conversation'), days: z.int().positive() }),
  /** Not while a stop for one of these reasons covers the contact: a hold, or a debt or contact in such a state. */
  z.strictObject({
    kind: z.literal('stop'),
    reasons: z.array(HoldReason).min(1),
    exceptSubjects: z.array(z.string()).default([]),
  }),
  /** Not to a contact in this state. */
  z.strictObject({
    kind: z.literal('contact'),
    is: z.enum([
      'invalid', 'third-party', 'without-place', 'without-autodial-consent', 'text-consent-withdrawn', 'without-debt',
    ]), // prettier-ignore
  }),
]);
export type Shape = z.infer<typeof Shape>;

/** A rule of law or policy as data. A version is never edited, only superseded. */
export const Rule = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/),
  version: z.int().positive(),
  name: z.string(),
  group: z.enum(groups),
  jurisdiction: z.string().regex(/^US(-[A-Z]{2})?$|^platform$/),
  channels: z.array(Channel).min(1),
  classes: z.array(ThemeClass).min(1),
  /** To whose contacts it applies; the rest is not its matter. */
  affiliations: z.array(Affiliation).min(1),
  /** Regulation F and what goes with it binds collectors of consumer debt, and creditors only where they chose so. */
  binds: z.enum(['everyone', 'collectors-of-consumer-debt']),
  shape: Shape,
  enforcement: z.enum(['block', 'warn', 'off']),
  category: z.enum([
    'doNotInteract', 'personStatus', 'case', 'consent', 'timeOfDay', 'frequency', 'thirdParty', 'loanStatus',
  ]), // prettier-ignore
  reasonCode: z.string(),
  citations: z.array(z.strictObject({ authority: z.string(), reference: z.string() })),
  /** V: text read. A: a regulator's summary. S: secondary source. M: from memory. P: the platform's own policy. */
  confidence: z.enum(['V', 'A', 'S', 'M', 'P']),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
});
export type Rule = z.infer<typeof Rule>;
export type RuleRecord = z.input<typeof Rule>;
export type RuleOf<Kind extends Shape['kind']> = Rule & { shape: Extract<Shape, { kind: Kind }> };
