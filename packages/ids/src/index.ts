import { randomBytes } from 'node:crypto';

/** Two capitals say what an id names. One generator for everything, so that an id can be read in a log or a letter. */
export const kinds = {
  account: 'AC',
  apiKey: 'KE',
  creditor: 'CR',
  brand: 'BR',
  customer: 'BO',
  contact: 'CT',
  debt: 'LN',
  payment: 'PM',
  paymentPlan: 'PP',
  representation: 'RP',
  document: 'DO',
  campaign: 'RC',
  touch: 'TO',
  templateDescriptor: 'TD',
  templateVersion: 'TV',
  interaction: 'IN',
  permit: 'PE',
  hold: 'HO',
  decision: 'DC',
  logEntry: 'LG',
  event: 'EV',
} as const;
export type Kind = keyof typeof kinds;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // Crockford base32: no I, L, O, U

const timeChars = 10;
const randomChars = 16;

function base32OfTime(ms: number): string {
  let text = '';
  for (let rest = ms, i = 0; i < timeChars; i++, rest = Math.floor(rest / 32)) text = alphabet[rest % 32] + text;
  return text;
}

function base32OfRandom(): string {
  let text = '';
  for (const byte of randomBytes(randomChars)) text += alphabet[byte % 32];
  return text;
}

/** `AA-<time>-<random>`: sortable by its milliseconds, 80 random bits. Order of events is their sequence, never this. */
export const newId = (kind: Kind, nowMs: number = Date.now()): string =>
  `${kinds[kind]}-${base32OfTime(nowMs)}-${base32OfRandom()}`;

const systemId = /^[A-Z][A-Z0-9]-[A-Z0-9]+-[A-Z0-9]+$/;

/** Is this in the form of an id of ours (of that kind, when one is named)? It says nothing about existence. */
export const isId = (text: string, kind?: Kind): boolean =>
  systemId.test(text) && (kind === undefined || text.startsWith(`${kinds[kind]}-`));
