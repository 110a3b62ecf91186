import { z } from 'zod';

/** An id of ours, or the creditor's own (1.2). */
export const reference = z.string().min(1).max(255);

export type Reading = { kind: 'ours' | 'theirs'; value: string };

const oursOrNumeric = /^[A-Z][A-Z0-9]-[A-Z0-9]+-[A-Z0-9]+|^\d+$/;

/** What an id in a body may mean, likeliest first: `ext-` and the creditor's own id, one of ours, or the creditor's own as it is (1.2). */
export function readingsOf(id: string): Reading[] {
  if (id.startsWith('ext-')) return [theirs(id.slice(4))];
  return oursOrNumeric.test(id) ? [{ kind: 'ours', value: id }, theirs(id)] : [theirs(id)];
}

/** The creditor's own id and nothing else. */
export const theirs = (value: string): Reading => ({ kind: 'theirs', value });
