import { Channel, DisclosureSlot, HoldReason } from '@fairdue/contracts';
import { z } from 'zod';
import { Condition, Fact } from './condition.ts';
import { Affiliation, groups, ThemeClass } from './words.ts';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const Label = z.enum(['personal', 'home', 'work', 'military', 'fax']);
const LineType = z.enum(['wireless', 'residential', 'business']);

/** What a limit counts, by what became of a contact. */
export const Unit = z.enum(['placed-call', 'reached-call', 'attempt', 'communication', 'conversation']);
export type Unit = z.infer<typeof Unit>;

/** One kind of condition; its numbers are the record's. Each kind is judged by one pure function. */
export const Shape = z.discriminatedUnion('kind', [
  /** Only while the clock stands in [open, close) in every zone; where `open` is later than `close`, over midnight. */
  z.strictObject({
    kind: z.literal('hours'),
    open: Clock,
    close: Clock,
    /** All that the customer's addresses and numbers point to; those of the number that would be called; or `fixed`. */
    zones: z.enum(['all-known', 'contact-area-code', 'fixed']).default('all-known'),
    /** In these as well; alone when `zones` is fixed. */
    fixed: z.array(z.string()).default([]),
    /** Only on these days of the week, Sunday being 0. Empty: every day. */
    weekdays: z.array(z.int().min(0).max(6)).default([]),
  }),
  /** Not in the times that this fact names. */
  z.strictObject({ kind: z.literal('stated-times'), fact: Fact }),
  /** At most `max` such contacts in the window: so many local dates, the calendar week, or all since a fact. */
  z.strictObject({
    kind: z.literal('count'),
    max: z.int().positive(),
    window: z.union([
      z.strictObject({ days: z.int().positive() }),
      z.strictObject({ calendar: z.literal('week') }),
      z.strictObject({ since: Fact }),
    ]),
    unit: Unit,
    channels: z.array(Channel).min(1),
    per: z.enum(['debt', 'person', 'contact']),
    classes: z.array(ThemeClass).min(1).default(['collection', 'notice']),
    /** Only contacts made to these; the customer's attorney is nobody's limit unless named. Empty: all but the attorney. */
    to: z.array(Affiliation).default([]),
    /** Only contacts made where these reach somebody. Empty: anywhere. */
    labels: z.array(Label).default([]),
    /** Only contacts made to such lines, and to lines nobody looked up. Empty: any. */
    lineTypes: z.array(LineType).default([]),
    dialled: z.array(z.enum(['autodialed', 'prerecorded'])).default([]),
    /** These use up nothing: calls the customer consented to, answers to what the customer began. */
    notCounted: z.array(z.enum(['consented', 'response'])).default([]),
  }),
  /** No contact on `days` local dates, the first being that of the last telephone conversation about the debt. */
  z.strictObject({ kind: z.literal('quiet-after'), event: z.literal('conversation'), days: z.int().positive() }),
  /** Nothing before every one of these dates lies so many days back; while one is missing, nothing at all. */
  z.strictObject({
    kind: z.literal('wait'),
    after: z.array(z.strictObject({ fact: Fact, days: z.int().nonnegative() })).min(1),
  }),
  /** Not while a stop for one of these reasons covers the contact: a hold, or a debt or contact in such a state. */
  z.strictObject({ kind: z.literal('stop'), reasons: z.array(HoldReason).min(1) }),
  /** Against while all of these hold. */
  z.strictObject({ kind: z.literal('flag'), when: z.array(Condition).min(1) }),
  /** Against unless one of these holds. */
  z.strictObject({ kind: z.literal('consent'), anyOf: z.array(Condition).min(1) }),
  /** Allowed when the message carries these texts. */
  z.strictObject({ kind: z.literal('disclose'), slots: z.array(DisclosureSlot).min(1) }),
  /** Something must be done so many days after this contact, or after a fact, unless another fact says it was. */
  z.strictObject({
    kind: z.literal('duty'),
    task: z.string(),
    from: z.union([z.literal('contact'), Fact]),
    days: z.int().positive(),
    businessDays: z.boolean().default(false),
    done: Fact.nullable().default(null),
  }),
  /** Within this record's scope these rules bind as well, though they would not by themselves. */
  z.strictObject({ kind: z.literal('adopt'), rules: z.array(z.string()).min(1) }),
  /** No contact decision: it is kept where it happens. */
  z.strictObject({
    kind: z.literal('elsewhere'),
    where: z.enum(['print', 'template', 'configuration', 'furnishing', 'transfer', 'records', 'calculation']),
  }),
]);
export type Shape = z.infer<typeof Shape>;

/** Whose matter a rule is. */
export const Scope = z.strictObject({
  channels: z.array(Channel).min(1),
  classes: z.array(ThemeClass).min(1),
  /** A first party by choice is a creditor that decided to follow what binds third parties only. */
  roles: z.array(z.enum(['thirdParty', 'firstParty', 'firstPartyByChoice'])).min(1),
  /** Consumer debt includes medical debt. */
  debts: z.array(z.enum(['consumer', 'commercial', 'medical'])).min(1),
  affiliations: z.array(Affiliation).min(1),
  /** And only while all of these hold, for each debt by itself. */
  only: z.array(Condition),
});
export type Scope = z.infer<typeof Scope>;

export const enforcements = ['block', 'hold', 'warn', 'disclose', 'require-notice', 'off'] as const;

/** A rule of law or policy as data. A version is never edited, only superseded. */
export const Rule = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/),
    /** The row of the law's table, where it needs more than one record. */
    partOf: z.string().nullable(),
    version: z.int().positive(),
    name: z.string(),
    group: z.enum(groups),
    jurisdiction: z.string().regex(/^(platform|US(-[A-Z]{2}(\/[A-Z]{2,})?)?)$/),
    scope: Scope,
    /** Not while one of these holds, for each debt by itself. */
    unless: z.array(Condition),
    shape: Shape,
    /** `hold` refuses like `block`, until something happens. An `off` rule is judged, and warns when it would matter. */
    enforcement: z.enum(enforcements),
    disabledBecause: z.string().nullable(),
    category: z.enum([
      'doNotInteract', 'personStatus', 'case', 'consent', 'timeOfDay', 'frequency', 'thirdParty', 'loanStatus',
    ]), // prettier-ignore
    reasonCode: z.string(),
    /** One sentence for an agent; without one the shape says what it saw. */
    message: z.string().nullable(),
    citations: z.array(z.strictObject({ authority: z.string(), reference: z.string() })),
    /** V: text read. A: a regulator's summary. S: secondary source. M: from memory. P: the platform's own policy. */
    confidence: z.string().regex(/^[VASMP](\/[VASMP])*$/),
    effectiveFrom: z.iso.date(),
    effectiveTo: z.iso.date().nullable(),
    /** The day from which the platform knew this version. */
    knownFrom: z.iso.date(),
  })
  .refine(({ enforcement, disabledBecause }) => (enforcement === 'off') === (disabledBecause !== null), {
    error: 'a rule that is off says why, and only such a rule does',
  });
export type Rule = z.infer<typeof Rule>;
export type RuleRecord = z.input<typeof Rule>;
export type RuleOf<Kind extends Shape['kind']> = Rule & { shape: Extract<Shape, { kind: Kind }> };
