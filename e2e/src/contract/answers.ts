import { usd, type DebtSent } from './examples.ts';

/** Ids and times are the server's: matched by what they look like. */
export const id = (kind: string): string =>
  expect.stringMatching(new RegExp(`^${kind}-[0-9A-Z]+-[0-9A-Z]+$`)) as string;
export const time = expect.any(Number) as unknown as number;

const headers = (contentType: RegExp, others: object = {}): object =>
  expect.objectContaining({ 'content-type': expect.stringMatching(contentType) as string, ...others }) as object;
const json = /^application\/json(; charset=utf-8)?$/;

/** Every success is 200 and JSON (spec 1.7). */
export const ok = (body: unknown): object => ({ status: 200, headers: headers(json), body });

/** An error whole (1.8 a): nothing else is in its body. */
export const refused = (status: number, code: number, msg: string, errorInfo: unknown = null, others = {}): object => ({
  status,
  headers: headers(json, others),
  body: { code, msg, errorInfo },
});

const meta = { isActive: true, timeCreated: time, lastModified: time };

type Contact = Readonly<Record<string, unknown>>;
export const contactAnswer = (sent: Contact, { isActive = true, isPrimary = true } = {}): object => ({
  ...sent,
  meta: { ...meta, id: id('CT'), isActive, isPrimary },
});

export type Cents = { principal: number; interest?: number; fees?: number };
export const snapshot = ({ principal, interest = 0, fees = 0 }: Cents) => ({
  principal: usd(principal),
  interest: usd(interest),
  fees: usd(fees),
  costs: usd(0),
});
const total = ({ principal, interest = 0, fees = 0 }: Cents): object => usd(principal + interest + fees);

export const balanceAnswer = (cents: Cents): object => ({
  initialTotal: total(cents),
  balance: total(cents),
  balanceDetails: { ...snapshot(cents), overcharges: usd(0), isSettledInFull: false },
  accruedInterest: usd(cents.interest ?? 0),
});

/** A debt just placed: what was sent, and what section 3.5 adds to it. */
export const debtAnswer = (sent: DebtSent, owed: Cents): object => ({
  ...sent,
  meta: { ...meta, id: id('LN') },
  status: 'New',
  initialCost: usd(0),
  ...balanceAnswer(owed),
  balanceDetailsAtPlacement: snapshot(owed),
  ...(sent.transactionId !== undefined && { transactionIdLast4: sent.transactionId.slice(-4) }),
  creditorId: id('CR'),
  personId: id('BO'),
  type: 'DEBT_TYPE_CONSUMER',
  chargeOffStatus: 'NONE',
  placementType: 'ORIGINAL',
  prohibitedActions: [],
  maxDiscountPercent: 0,
  effectiveMaxDiscountPercent: { overrideType: 'NO_OVERRIDE', maxDiscountPercent: 0, maxSettlementPercent: 100 },
  minSettlementPercent: 100,
  availablePaymentMethods: { creditCard: true, debitCard: true, check: true },
});

/** A customer without contacts and debts: those are put beside it. */
export const customerAnswer = (sent: object, others: object): object => ({
  ...sent,
  meta: { ...meta, id: id('BO') },
  ...others,
});
