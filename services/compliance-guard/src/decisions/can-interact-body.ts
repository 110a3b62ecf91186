import { Channel, subjects, themes } from '@fairdue/contracts';
import { parse } from '@fairdue/http';
import { z } from 'zod';
import { Affiliation, Says } from '../rules/words.ts';
import { invalid, WireRefused } from './wire-refused.ts';

const nonEmpty = z.string().min(1).max(300);
const loansMax = 50;

const ContactDetails = z.object({
  contactType: z.enum(['email', 'phone', 'address']),
  value: nonEmpty.optional(),
  address: z
    .object({
      addressLine1: z.string().max(300).optional(),
      addressLine2: z.string().max(300).nullish(),
      city: z.string().max(100).default(''),
      countyOrRegion: z.string().nullish(),
      state: z.string().max(100).default(''),
      postalCode: z.string().max(20).default(''),
      country: z.string().max(60).default('US'),
      POBox: z.string().nullish(),
    })
    .optional(),
  label: z.enum(['personal', 'work', 'home', 'military']).optional(),
  affiliation: Affiliation.optional(),
  name: z.string().max(300).nullish(),
  externalId: z.string().min(1).max(255).nullish(),
  receiveTextMessages: z.boolean().default(false),
  consentAutodialedCall: z.boolean().default(false),
});
export type ContactDetails = z.output<typeof ContactDetails>;

/** With `true` the answer names every rule that was asked. */
export const CanInteractQuery = z.object({ explain: z.string().optional() });

export const CanInteractRequest = z.object({
  channel: Channel,
  theme: z.enum(themes).optional(),
  subject: z.enum(subjects as [string, ...string[]], 'is not a subject of this API').optional(),
  loanId: nonEmpty.optional(),
  loanIds: z.array(nonEmpty).max(loansMax).optional(),
  startAt: nonEmpty.optional(),
  isAutodialed: z.boolean().nullish(),
  ...Says.shape,
  checkAtCompanyNoon: z.boolean().default(false),
  contactId: nonEmpty.optional(),
  contactExternalId: nonEmpty.optional(),
  externalContactId: nonEmpty.optional(),
  contactDetails: ContactDetails.optional(),
});
export type CanInteractBody = z.output<typeof CanInteractRequest>;

/** What the body says of the message itself. */
export const saysOf = (body: CanInteractBody): Says => ({
  isPrerecorded: body.isPrerecorded,
  isTransactional: body.isTransactional,
  isResponseToInbound: body.isResponseToInbound,
  containsMarketing: body.containsMarketing,
  threatensLegalAction: body.threatensLegalAction,
  asksForConsent: body.asksForConsent,
  isPublic: body.isPublic,
  voicemail: body.voicemail,
});

const codes = { missing: 'requiredField', 'no-option': 'invalidEnum' } as const;

/** The body of the question. What it does not know it ignores: clients of other revisions keep working. */
export function readCanInteract(input: unknown): CanInteractBody {
  const parsed = parse(CanInteractRequest, input ?? {});
  if ('faults' in parsed) {
    const errors = parsed.faults.map(({ path, problem, kind }) => ({
      code: kind ? codes[kind] : 'invalidField',
      field: path,
      detail: problem,
    }));
    throw new WireRefused(
      'malformed',
      errors.length === 1 ? '1 field is invalid' : `${errors.length} fields are invalid`,
      errors,
    );
  }
  const body = parsed.value;
  if (body.theme === undefined && body.subject === undefined)
    throw invalid(
      'themeOrSubjectRequired',
      'theme',
      'send theme, or a subject that implies one',
      'theme or subject is required',
    );
  const namesContact = body.contactId ?? body.contactExternalId ?? body.externalContactId;
  if (body.contactDetails && namesContact !== undefined)
    throw invalid(
      'oneContactVariant',
      'contactDetails',
      'send either a contact of the person or contactDetails, not both',
    );
  if (!body.contactDetails && namesContact === undefined)
    throw invalid('contactRequired', 'contactId', 'send contactId, contactExternalId or contactDetails');
  if (new Set([...(body.loanIds ?? []), ...(body.loanId ? [body.loanId] : [])]).size > loansMax)
    throw invalid('tooManyLoans', 'loanIds', `at most ${loansMax} loans`);
  return body;
}
