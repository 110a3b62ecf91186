import { Channel, Id, Instant, themes } from '@fairdue/contracts';
import { parse, parseJson } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { z } from 'zod';
import { hashOf } from '../decisions/matched-contact.ts';
import { consentWords } from '../people/consent.ts';
import { endsAfterItBegins, endsTooEarly } from '../people/fact.wire.ts';
import { PersonId } from '../people/the-person.ts';
import { HoldKind } from '../rules/words.ts';
import type { ImportKind } from './import.ts';

/** An id of ours, or `ext-` and the creditor's own. */
const IdOrExternal = z.union([Id, z.string().regex(/^ext-.{1,255}$/, 'must be an id, or `ext-` and one of yours')]);

const Phone = z.string().regex(/^\+?[\d\s().-]{7,25}$/, 'must be a telephone number');
const Email = z.email('must be an email address').max(320);

/** Which contact is meant: by our id, the creditor's, or by what it is. */
const contact = { contactId: IdOrExternal.optional(), phone: Phone.optional(), email: Email.optional() };
const namesOneContact = (line: Record<string, unknown>): boolean =>
  ['contactId', 'phone', 'email'].filter((name) => line[name] !== undefined).length <= 1;
const oneContact = { path: ['contactId'], error: 'only one of contactId, phone and email' };

/** A contact made elsewhere, or one that the customer began. `externalId` is the creditor's id of it, used once. */
export const PastContact = z
  .strictObject({
    externalId: z.string().min(1).max(200),
    personId: PersonId,
    channel: Channel,
    direction: z.enum(['outbound', 'inbound']).default('outbound'),
    theme: z.enum(themes).default('opsCollDebt'),
    at: Instant,
    status: z.enum(['attempted', 'succeeded', 'failed']).default('succeeded'),
    /** How a call ended, in the words of the communicator: `voiceSpokeWithFirstParty`. */
    agentOutcome: z.string().regex(/^[a-z][A-Za-z]{0,60}$/).nullable().default(null),
    /** Of a call: how it was placed. Limits on such calls count it only where this says so. */
    isAutodialed: z.boolean().default(false),
    isPrerecorded: z.boolean().default(false),
    /** Unsaid: all of them. */
    loanIds: z.array(IdOrExternal).max(50).default([]),
    ...contact,
  })
  .refine(namesOneContact, oneContact); // prettier-ignore

export const PastConsent = z
  .strictObject({
    personId: PersonId,
    consent: z.enum(consentWords as [string, ...string[]]),
    action: z.enum(['grant', 'withdraw']),
    dates: z.array(z.iso.date()).min(1).max(7).optional(),
    from: Instant,
    until: Instant.nullable().default(null),
    loanId: IdOrExternal.nullable().default(null),
    ...contact,
  })
  .refine(namesOneContact, oneContact)
  .refine(endsAfterItBegins, endsTooEarly);

/** A customer asked to be left alone. It holds from then on, and nothing of this import ends it. */
export const PastOptOut = z
  .strictObject({
    personId: PersonId,
    reason: HoldKind.default('opted-out'),
    /** Unsaid: all of them. */
    channels: z.array(Channel).max(8).default([]),
    themes: z.enum(['all', 'collection']).default('collection'),
    at: Instant,
    loanIds: z.array(IdOrExternal).max(50).default([]),
    ...contact,
  })
  .refine(namesOneContact, oneContact);

/** An email or a number that nobody may be contacted at, whoever has it, now or later. */
export const Suppression = z
  .strictObject({
    phone: Phone.optional(),
    email: Email.optional(),
    channels: z.array(Channel).max(8).default([]),
    at: Instant,
  })
  .refine(({ phone, email }) => (phone === undefined) !== (email === undefined), {
    path: ['phone'],
    error: 'one of phone and email',
  });

/** What a complete database said of a number: reassigned to somebody else since it was the customer's, or not. */
export const ReassignedNumber = z.strictObject({
  phone: Phone,
  answer: z.enum(['yes', 'no', 'no-data']),
  checkedAt: Instant,
});

export const lineSchemas = {
  contacts: PastContact,
  consents: PastConsent,
  'opt-outs': PastOptOut,
  suppressions: Suppression,
  'reassigned-numbers': ReassignedNumber,
} as const satisfies Record<ImportKind, z.ZodType>;

/** What is kept of a line until it is worked on: an email or number only as its keyed hash. */
export type ImportLine = {
  [Kind in ImportKind]: { kind: Kind; addressHash: string | null } & Omit<
    z.output<(typeof lineSchemas)[Kind]>,
    'phone' | 'email'
  >;
}[ImportKind];
export type LineOf<Kind extends ImportKind> = Extract<ImportLine, { kind: Kind }>;

/** Where a line is wrong and why, without a word of it: it may be about a person. */
export type LineFault = { code: string; path: string | null };

const depthMax = 8;

const isLater = (text: unknown, now: Date): boolean => typeof text === 'string' && Date.parse(text) > now.getTime();

function hashOfContact(key: string, { phone, email }: Record<string, unknown>): string | null {
  if (typeof phone === 'string') return hashOf(key, { contactType: 'phone', value: phone });
  return typeof email === 'string' ? hashOf(key, { contactType: 'email', value: email }) : null;
}

/** One line of an import, read once, at the door. What it says of the past cannot lie in the future. */
export function readLine(
  kind: ImportKind,
  bytes: Buffer,
  addressKey: string,
  now: Date,
): { line: ImportLine } | { fault: LineFault } {
  let value: unknown;
  try {
    value = parseJson(bytes, { depthMax });
  } catch (error) {
    if (error instanceof Refused) return { fault: { code: 'line-not-json', path: null } };
    throw error;
  }
  const parsed = parse(lineSchemas[kind] as z.ZodType<Record<string, unknown>>, value);
  if (!('value' in parsed)) return { fault: { code: 'line-invalid', path: parsed.faults[0]?.path || null } };
  const future = ['at', 'checkedAt'].find((name) => isLater(parsed.value[name], now));
  if (future !== undefined) return { fault: { code: 'line-of-the-future', path: future } };
  const { phone: _phone, email: _email, ...said } = parsed.value;
  return { line: { ...said, kind, addressHash: hashOfContact(addressKey, parsed.value) } as ImportLine };
}
