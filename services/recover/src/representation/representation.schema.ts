import { z } from 'zod';
import { AddressRequest, EmailRequest, PhoneRequest } from '../contacts/contact.schema.ts';
import { Text, Timestamp } from '../wire/scalars.ts';

const { email } = EmailRequest.shape;
const { phoneNumber, types } = PhoneRequest.shape;

const PhoneNumber = z.object({
  phoneNumber: phoneNumber.exactOptional(),
  dataSource: z.object({ type: z.enum(['CREDITOR', 'CUSTOMER']).exactOptional() }).exactOptional(),
  consent: z.object({ ip: Text.exactOptional(), time: Timestamp }).exactOptional(),
  types,
});

const Name = z.object({ firstName: Text, middleName: Text.exactOptional(), lastName: Text });
const ContactAddress = AddressRequest.safeExtend({ name: Name.exactOptional(), streetLine3: Text.exactOptional() });

const ContactInfo = z.object({
  name: Text.exactOptional(),
  phoneNumber: PhoneNumber.exactOptional(),
  address: ContactAddress.exactOptional(),
});

const RequestedBy = z.enum([
  'REQUEST_BY_UNKNOWN', 'CUSTOMER', 'POWER_OF_ATTORNEY', 'CREDITOR', 'DEBT_CONSOLIDATOR', 'ATTORNEY', 'TRUEACCORD', 'ATTORNEY_DEBT_CONSOLIDATOR',
]); // prettier-ignore
const CommunicationType = z.enum(['COMMUNICATION_TYPE_UNKNOWN', 'WRITTEN', 'VERBAL']);

const asked = {
  requestedBy: RequestedBy.default('REQUEST_BY_UNKNOWN'),
  communicationType: CommunicationType.default('COMMUNICATION_TYPE_UNKNOWN'),
};

/** Who speaks for the customer. No field is required; unknown ones are dropped. */
export const AttorneyRequest = z.object({
  contactInfo: ContactInfo.exactOptional(),
  email: email.exactOptional(),
  ...asked,
  receivedPowerOfAttorneyDocumentation: z.boolean().exactOptional(),
});
export type AttorneyRequest = z.infer<typeof AttorneyRequest>;

const DebtConsolidatorType = z.enum([
  'CREDIT_SOLUTIONS', 'FREEDOM_FINANCIAL', 'AMERICAN_FREEDOM_FINANCIAL', 'DEBT_SETTLEMENT_USA', 'US_DEBT_RELIEF', 'ACCELERATE_DEBT_MANAGEMENT_GROUP', 'PACIFIC_DEBT',
  'NATIONAL_DEBT_RELIEF', 'CHRISTIAN_DEBT_REMOVERS', 'LIBERTY_SETTLEMENT_GROUP', 'CORPORATE_TURNAROUND', 'LAW_OFFICES_OF_MATTHEW_GUTHRIE', 'SEIDELMAN_PALMER',
  'JASON_HASS_GROUP', 'ROLL_LAW_OFFICE', 'OTHER',
]); // prettier-ignore

const percent = z.int('must be a whole number').min(0, 'must be 0 to 100').max(100, 'must be 0 to 100');
const months = z.int('must be a whole number').min(0, 'must not be negative');

export const ConsolidatorRequest = AttorneyRequest.extend({
  debtConsolidatorType: DebtConsolidatorType.exactOptional(),
  offerPercentOfBalance: percent.exactOptional(),
  offerDurationInMonths: months.exactOptional(),
});
export type ConsolidatorRequest = z.infer<typeof ConsolidatorRequest>;

export const Cancellation = z.object({ ...asked, reason: Text.exactOptional() });
export type Cancellation = z.infer<typeof Cancellation>;
