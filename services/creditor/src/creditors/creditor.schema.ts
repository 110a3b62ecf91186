import { z } from 'zod';
import { CreditorSettings, Id, SenderIdentity } from '@fairdue/contracts';
import { activationStatuses, environments } from './creditor.ts';

const Text = z.string().trim().min(1).max(200);
/** It goes into headers and envelopes of messages: no control characters, said as every reader of the description can. */
const Line = Text.regex(/^[ -~\u00a0-\uffff]*$/, 'must be one line');
const timeZone = z
  .string()
  .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), 'not an IANA time zone');
const isPermutation = (order: readonly string[]): boolean => new Set(order).size === order.length;

/** Any of a creditor’s settings. What is not named stays as it is. */
export const SettingsChange = z.strictObject({
  ...CreditorSettings.partial().shape,
  timeZone: timeZone.optional(),
  paymentAllocationOrder: CreditorSettings.shape.paymentAllocationOrder
    .unwrap()
    .refine(isPermutation, 'must name each bucket once')
    .optional(),
});
export type SettingsChange = z.output<typeof SettingsChange>;

const AddressLines = z.array(Line).min(1).max(6);
const sender = {
  companyName: Line,
  addressLines: AddressLines,
  phone: Line,
  email: z.email().max(200),
  website: Line.optional(),
  textNumber: Line.optional(),
  returnAddressLines: AddressLines.optional(),
};
const brandsMax = 1_000;
const Sender = z.strictObject({
  ...SenderIdentity.shape,
  ...sender,
  brands: z
    .record(Id, z.strictObject(sender).partial())
    .refine((brands) => Object.keys(brands).length <= brandsMax, `at most ${brandsMax} are allowed`)
    .optional(),
});
const fields = {
  companyName: Text,
  industry: z.string().trim().max(200),
  environment: z.enum(environments),
  commissionPercentBasisPoint: z.int().min(0).max(10_000),
  sender: Sender,
};

export const Registration = z.strictObject({
  ...fields,
  industry: fields.industry.default(''),
  environment: fields.environment.default('TEST'),
  commissionPercentBasisPoint: fields.commissionPercentBasisPoint.default(0),
  settings: SettingsChange.default({}),
});
export type Registration = z.output<typeof Registration>;

export const CreditorChangeRequest = z.strictObject({
  companyName: fields.companyName.exactOptional(),
  industry: fields.industry.exactOptional(),
  environment: fields.environment.exactOptional(),
  activationStatus: z.enum(activationStatuses).exactOptional(),
  commissionPercentBasisPoint: fields.commissionPercentBasisPoint.exactOptional(),
  sender: Sender.exactOptional(),
});
