import { z } from 'zod';
import { eventDefinitions } from '@fairdue/contracts';
import { kinds, type Kind } from '@fairdue/ids';

type Schema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  format?: string;
  pattern?: string;
};

/** One customer throughout, so that the samples together tell one story. */
const idOf = (kind: Kind): string => `${kinds[kind]}-01KB3S9T40-SAMP1E0000000001`;

const words: Readonly<Record<string, unknown>> = {
  creditorId: idOf('creditor'),
  customerId: idOf('customer'),
  debtId: idOf('debt'),
  debtIds: [idOf('debt')],
  contactId: idOf('contact'),
  contactIds: [idOf('contact')],
  documentId: idOf('document'),
  campaignId: idOf('campaign'),
  touchId: idOf('touch'),
  interactionId: idOf('interaction'),
  permitId: idOf('permit'),
  decisionId: idOf('decision'),
  holdId: idOf('hold'),
  paymentId: idOf('payment'),
  planId: idOf('paymentPlan'),
  representationId: idOf('representation'),
  brandId: idOf('brand'),
  apiKeyId: idOf('apiKey'),
  accountId: idOf('account'),
  dutyId: 'validation-notice-1',
  first: 'Ada',
  last: 'Ashby',
  companyName: 'Bluebird Holdings',
  value: 'ada@example.com',
  email: 'collections@bluebird.example',
  phone: '+12125550100',
  timeZone: 'America/Chicago',
  city: 'Madison',
  state: 'WI',
  zipcode: '53703',
  countryCode: 'US',
  theme: 'opsCollDebt',
  ruleId: 'reg-f-hours',
  reasonCode: 'outsideHours',
  balanceCents: 30_000,
  initialTotalCents: 50_000,
  amountCents: 20_000,
  amountToPayCents: 30_000,
  principalCents: 50_000,
  paymentsAndCreditsCents: 20_000,
  interestCents: 0,
  feesCents: 0,
  discountCents: 0,
  comments: ['Prefers email.'],
  version: 3,
};

const instant = '2026-12-01T15:00:00.000Z';

function textOf(name: string, { format, pattern }: Schema): string {
  if (format === 'date-time') return instant;
  if (format === 'date') return instant.slice(0, 10);
  if (pattern?.startsWith('^[A-Z]{2}-')) return idOf('event');
  if (/hash|sha256/i.test(name)) return 'a'.repeat(64);
  return `a ${name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
}

/** A value that the schema takes: what is required and nothing else, with a field's usual value where it has one. */
function sampleOf(name: string, schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (name in words) return words[name];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return sampleOf(name, choices.find(({ type }) => type !== 'null') ?? {});
  switch ([schema.type].flat().find((type) => type !== 'null')) {
    case 'object': {
      const needed = schema.required ?? [];
      return Object.fromEntries(needed.map((each) => [each, sampleOf(each, schema.properties?.[each] ?? {})]));
    }
    case 'array': {
      const singular = name.replace(/s$/, '');
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => sampleOf(singular, schema.items ?? {}));
    }
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return true;
    case undefined:
    default:
      return textOf(name, schema);
  }
}

/** One whole message for each fact, as a consumer gets it. */
export const eventSamples = (): Map<string, object> =>
  new Map(
    [...eventDefinitions.values()].map(({ type, topic, data, keyOf }, index) => {
      const values = sampleOf('data', z.toJSONSchema(data, { io: 'output' }) as Schema) as Record<string, unknown>;
      const message = {
        specversion: '1.0',
        id: idOf('event'),
        source: `/${topic.split('.')[0]}`,
        type,
        time: instant,
        subject: keyOf(values),
        datacontenttype: 'application/json',
        creditorid: String(values['creditorId']),
        sequence: index + 1,
        data: values,
      };
      return [type.replaceAll('.', '-'), message];
    }),
  );
