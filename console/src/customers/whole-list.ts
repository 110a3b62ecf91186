import type { Ask } from '../ask.ts';
import type { AnswerTo, Items } from '../answers.ts';
import type { LogEntry } from './customer.types.ts';

const pagesMax = 20;

/** `isCut`: there is more than anybody reads on a screen. */
export type Whole<T> = { items: readonly T[]; isCut: boolean };
export const none = { items: [], isCut: false };

/** Every page of a list that is told the newest first. */
export async function wholeList<T>(ask: Ask, path: string): Promise<Whole<T>> {
  const items: T[] = [];
  let after: string | null = '';
  for (let page = 0; page < pagesMax && after !== null; page++) {
    const answer: Items<T> = await ask('GET', `${path}&limit=200${after && `&after=${encodeURIComponent(after)}`}`);
    items.push(...answer.items);
    after = answer.next;
  }
  return { items, isCut: after !== null };
}

/** Every page of a document's log, which is told the oldest first and ends with a page that is not full. */
export async function wholeLog(ask: Ask, documentId: string): Promise<Whole<LogEntry>> {
  const items: LogEntry[] = [];
  const limit = 100;
  for (let page = 0; page < pagesMax; page++) {
    const last = items.at(-1);
    const from = last ? `&startingAfter=${last.id}` : '';
    const { entries } = await ask<AnswerTo<'readComplianceLog'>>(
      'GET',
      `/v1/documents/${documentId}/compliance-log?limit=${limit}${from}`,
    );
    items.push(...entries);
    if (entries.length < limit) return { items, isCut: false };
  }
  return { items, isCut: true };
}
