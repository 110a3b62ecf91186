import { createHmac, timingSafeEqual } from 'node:crypto';

export const codeSubject = 'confirmationCode';
/** What stands in the place of a code wherever it is kept. */
export const codeMask = '••••••';
export const codeLifeMs = 10 * 60_000;
const triesMax = 5;
const [restMs, windowMs, askedMax] = [60_000, 60 * 60_000, 5];

/** The code that a contact was last sent, and when codes were asked for there. A new one takes the place of the old one. */
export type ConfirmationCode = {
  _id: string;
  creditorId: string;
  customerId: string;
  codeHash: string | null;
  expiresAt: Date;
  triesLeft: number;
  /** Within the last hour. */
  askedAt: Date[];
};

/** A message that was written around a code. */
export const isCode = ({ subject, isWritten }: { subject: string | null; isWritten: boolean }): boolean =>
  isWritten && subject === codeSubject;

const keyed = (key: string, ...parts: string[]): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify(['confirmation-code', ...parts]))
    .digest();

/**
 * Six digits that only whoever has the key can tell from the interaction they went out with: so the message can be made
 * when it is handed over, and the code is stored nowhere.
 */
export const codeOf = (key: string, interactionId: string): string =>
  String(keyed(key, 'digits', interactionId).readUIntBE(0, 6) % 1_000_000).padStart(6, '0');

const hashOf = (key: string, id: string, code: string): string => keyed(key, 'hash', id, code).toString('base64url');

/** Names a contact without its address. */
export const contactKey = (
  key: string,
  ...where: [creditorId: string, customerId: string, type: string, value: string]
) => keyed(key, 'contact', ...where).toString('base64url');

const recent = (askedAt: readonly Date[], now: Date): Date[] =>
  askedAt.filter((at) => now.getTime() - at.getTime() < windowMs);

/** For how many seconds no code may be asked for there; 0: it may. */
export function restOf({ askedAt }: Pick<ConfirmationCode, 'askedAt'>, now: Date): number {
  const asked = recent(askedAt, now);
  const [last, oldestOfMax] = [asked.at(-1), asked.at(-askedMax)];
  const freeAt = Math.max(
    last ? last.getTime() + restMs : 0,
    oldestOfMax && asked.length >= askedMax ? oldestOfMax.getTime() + windowMs : 0,
  );
  return Math.max(0, Math.ceil((freeAt - now.getTime()) / 1_000));
}

type Ids = Pick<ConfirmationCode, '_id' | 'creditorId' | 'customerId'>;

export const newCode = (
  key: string,
  ids: Ids,
  before: ConfirmationCode | null,
  interactionId: string,
  now: Date,
): ConfirmationCode => ({
  ...ids,
  codeHash: hashOf(key, ids._id, codeOf(key, interactionId)),
  expiresAt: new Date(now.getTime() + codeLifeMs),
  triesLeft: triesMax,
  askedAt: [...recent(before?.askedAt ?? [], now), now],
});

/** A try uses itself up, and a code that was right is used up with it. */
export function tried(
  key: string,
  code: ConfirmationCode,
  digits: string,
  now: Date,
): { after: ConfirmationCode; isRight: boolean } {
  const { codeHash, triesLeft, expiresAt } = code;
  if (codeHash === null || triesLeft === 0 || expiresAt <= now) return { after: code, isRight: false };
  const isRight = timingSafeEqual(Buffer.from(codeHash), Buffer.from(hashOf(key, code._id, digits)));
  return { after: { ...code, codeHash: isRight ? null : codeHash, triesLeft: triesLeft - 1 }, isRight };
}

/** Words as they are read by whom they are for. */
export function withCode<W extends { subjectLine: string | null; text: string; html: string | null }>(
  words: W,
  code: string,
): W {
  const { subjectLine, text, html } = words;
  const shown = (text: string): string => text.replaceAll(codeMask, code);
  return { ...words, subjectLine: subjectLine && shown(subjectLine), text: shown(text), html: html && shown(html) };
}
