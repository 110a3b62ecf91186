import { Refused } from '@fairdue/refused';
import { keyInAddress } from './bounce-address.ts';
import type { CallbackEvent } from './callback-event.ts';
import { headersOf, partsOf, textOf, typeOf, parameterOf, type Part } from './mime-parts.ts';

type Told = Pick<CallbackEvent, 'type' | 'bounce'>;

/** What RFC 3463 calls a fault of the mailbox itself: it is not there, is none, or takes mail no more. */
const noSuchMailbox = /^5\.(?:1\.\d{1,3}|2\.1)$/;

/** One recipient of a delivery status notification (RFC 3464). */
function toldByStatus(group: ReadonlyMap<string, string>): Told | undefined {
  const action = group.get('action')?.toLowerCase();
  const [status = ''] = /^[245]\.\d{1,3}\.\d{1,3}/.exec(group.get('status') ?? '') ?? [];
  if (action === 'delivered' && status.startsWith('2')) return { type: 'message.delivered' };
  if (action === 'delayed') return { type: 'message.deferred' };
  if (action !== 'failed' || !/^[45]/.test(status)) return undefined;
  return { type: 'message.bounced', bounce: noSuchMailbox.test(status) ? 'hard' : 'soft' };
}

const complaints = ['abuse', 'fraud', 'opt-out'];

/** The key a text names in one of the ways in which we put it into a message; ways that disagree name none. */
function keyOf(sources: readonly (string | undefined)[]): string | undefined {
  const keys = new Set(
    sources.flatMap((source) => {
      const [whole] = /^CR-[A-Z0-9]+-[A-Z0-9]+\.IN-[A-Z0-9]+-[A-Z0-9]+(?=@|$)/i.exec(source?.replace(/^</, '') ?? '') ?? []; // prettier-ignore
      return [whole?.toUpperCase() ?? keyInAddress(source ?? '')].filter((key) => key !== undefined);
    }),
  );
  const [key] = keys;
  return keys.size === 1 ? key : undefined;
}

const originals = ['message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers', 'message/global'];

/** Our own message, or its headers, as the report brings them back. */
function originalHeaders(parts: readonly Part[]): ReadonlyMap<string, string> {
  const original = parts.find((part) => originals.includes(typeOf(part)));
  return headersOf(original ? (textOf(original).split('\n\n')[0] ?? '') : '');
}

const unreadable = (detail: string): Refused => new Refused('rule', 'mail-report-unreadable', detail);

/**
 * What a mail system's report says of one message of ours: a delivery status notification (RFC 3464) or a feedback report
 * (RFC 5965). A mail that only looks like one, or names no message or several, is refused: nothing is guessed. undefined: a
 * report about nothing that counts.
 */
export function readMailReport(bytes: Buffer): CallbackEvent | undefined {
  const { whole, parts } = partsOf(bytes);
  const kind = parameterOf(whole.headers.get('content-type') ?? '', 'report-type')?.toLowerCase();
  const part = (type: string): Part | undefined => parts.find((each) => typeOf(each) === type);
  const status = kind === 'delivery-status' ? (part('message/delivery-status') ?? part('message/global-delivery-status')) : undefined; // prettier-ignore
  const feedback = kind === 'feedback-report' ? part('message/feedback-report') : undefined;
  const said = status ?? feedback;
  if (typeOf(whole) !== 'multipart/report' || !said) throw unreadable('That is no report about a message.');

  const [first = new Map<string, string>(), ...recipients] = textOf(said).trim().split(/\n\n+/).map(headersOf);
  const original = originalHeaders(parts);
  const key = keyOf([
    first.get('original-envelope-id'),
    first.get('original-mail-from')?.replaceAll(/[<>]/g, ''),
    whole.headers.get('x-original-to'),
    whole.headers.get('delivered-to'),
    whole.headers.get('to')?.replaceAll(/[<>]/g, ''),
    original.get('message-id'),
  ]);
  if (key === undefined) throw unreadable('The report names no message of ours, or several.');
  if (feedback)
    return complaints.includes(first.get('feedback-type')?.toLowerCase() ?? '')
      ? { key, type: 'message.complained' }
      : undefined;
  const [told, ...others] = recipients.map(toldByStatus);
  if (others.length > 0) throw unreadable('The report is about several recipients; our messages have one.');
  return told && { key, ...told };
}
