import { z } from 'zod';
import { DebtStatus } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { parseCadence } from '../cadence/parse-cadence.ts';
import { Phrase, requireChannel, StartCampaign } from '../campaigns/campaign-body.ts';
import type { Arm } from './arms.ts';
import type { Filter, Range } from './filter.ts';

const inOrder = ({ min, max }: { min?: number | undefined; max?: number | undefined }): boolean =>
  min === undefined || max === undefined || min <= max;
const Days = z
  .strictObject({ min: z.int().min(0).optional(), max: z.int().min(0).optional() })
  .refine(inOrder, 'is empty');

/** Major units, with at most two decimals, as this family writes money. */
const Amount = z
  .number()
  .min(0)
  .max(1e9)
  .refine((amount) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6, 'has more than two decimals');
const Amounts = z.strictObject({ min: Amount.optional(), max: Amount.optional() }).refine(inOrder, 'is empty');
const Names = z.array(z.string().min(1).max(200)).min(1).max(100);

/**
 * Which documents. Strict, where this family else ignores what it does not know: a misspelt limit that went unnoticed
 * would contact everybody.
 */
export const FilterBody = z.strictObject({
  status: z.enum(['BEHIND', 'CURRENT']).optional(),
  debtStatus: z.array(DebtStatus).min(1).max(DebtStatus.options.length).optional(),
  daysPastDue: Days.optional(),
  daysRegistered: Days.optional(),
  remainingAmount: Amounts.optional(),
  originalAmount: Amounts.optional(),
  title: Names.optional(),
  providerName: Names.optional(),
});

const ArmBody = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'is made of a to z, 0 to 9 and hyphens'),
  share: z.int().min(1).max(100),
  sms: z.boolean().exactOptional(),
  email: z.boolean().exactOptional(),
  call: z.boolean().exactOptional(),
  tone: Phrase.exactOptional(),
  cadence: Phrase.exactOptional(),
});

const ArmList = z
  .array(ArmBody)
  .min(1)
  .max(5)
  .refine((arms) => arms.reduce((sum, { share }) => sum + share, 0) === 100, 'shares make a hundred together')
  .refine((arms) => new Set(arms.map(({ name }) => name)).size === arms.length, 'two arms have one name');

/** The body of M1 over a filter, as strict. What an arm does not say of itself is as it is for all. */
export const StartPortfolio = StartCampaign.extend({
  name: z.string().trim().min(1).max(80).nullish(),
  filter: FilterBody,
  arms: ArmList.optional(),
}).strict(); // prettier-ignore
export type StartPortfolio = z.output<typeof StartPortfolio>;

const range = (given: { min?: number | undefined; max?: number | undefined } | undefined, unit = 1): Range | null =>
  given === undefined
    ? null
    : {
        min: given.min === undefined ? null : Math.round(given.min * unit),
        max: given.max === undefined ? null : Math.round(given.max * unit),
      };

export const filterOf = ({ filter }: Pick<StartPortfolio, 'filter'>): Filter => ({
  status: filter.status ?? null,
  debtStatus: filter.debtStatus ?? null,
  daysPastDue: range(filter.daysPastDue),
  daysRegistered: range(filter.daysRegistered),
  remainingCents: range(filter.remainingAmount, 100),
  originalCents: range(filter.originalAmount, 100),
  title: filter.title ?? null,
  providerName: filter.providerName ?? null,
});

/**
 * The arms, each whole. Each needs a channel and, other than a campaign on one document, a cadence that is understood: a
 * thousand campaigns that wait for somebody to give each a schedule are nothing anybody asked for.
 */
export function armsOf({ arms, sms, email, call, tone, cadence }: StartPortfolio): Arm[] {
  const whole = (arms ?? [{ name: 'champion', share: 100 }]).map((arm) => ({
    sms,
    email,
    call,
    tone,
    cadence,
    ...arm,
  }));
  const ownCadence = new Set(arms?.flatMap(({ name, cadence: own }) => (own === undefined ? [] : name)));
  for (const arm of whole) {
    requireChannel(arm);
    if (parseCadence(arm.cadence)) continue;
    throw new Refused('rule', 'cadence-not-understood', 'Cadence not understood.', [
      { path: ownCadence.has(arm.name) ? `arms.${arm.name}.cadence` : 'cadence', problem: 'is no cadence' },
    ]);
  }
  return whole;
}
