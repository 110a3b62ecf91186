import { randomFillSync } from 'node:crypto';

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
  documentDescriptor: 'DD',
  campaign: 'RC',
  portfolio: 'PF',
  touch: 'TO',
  templateDescriptor: 'TD',
  templateVersion: 'TV',
  interaction: 'IN',
  permit: 'PE',
  hold: 'HO',
  decision: 'DC',
  logEntry: 'LG',
  activity: 'AT',
  webhook: 'WH',
  import: 'IM',
  event: 'EV',
  backTest: 'BT',
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

/** Ids of one batch share their time. */
let lastTime = { ms: 0, text: base32OfTime(0) };

function timeText(ms: number): string {
  if (ms !== lastTime.ms) lastTime = { ms, text: base32OfTime(ms) };
  return lastTime.text;
}

/** Asking the system for randomness costs more than all the rest of an id, so it is asked for many at once. */
const pool = Buffer.alloc(randomChars * 256);
let used = pool.length;

function base32OfRandom(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let text = '';
  for (const end = used + randomChars; used < end; used++) text += alphabet[(pool[used] ?? 0) & 31];
  return text;
}

/** `AA-<time>-<random>`: sortable by its milliseconds, 80 random bits. Order of events is their sequence, never this. */
export const newId = (kind: Kind, nowMs: number = Date.now()): string =>
  `${kinds[kind]}-${timeText(nowMs)}-${base32OfRandom()}`;

const systemId = /^[A-Z][A-Z0-9]-[A-Z0-9]+-[A-Z0-9]+$/;

/** Is this in the form of an id of ours (of that kind, when one is named)? It says nothing about existence. */
export const isId = (text: string, kind?: Kind): boolean =>
  systemId.test(text) && (kind === undefined || text.startsWith(`${kinds[kind]}-`));
