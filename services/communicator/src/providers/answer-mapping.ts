import { z } from 'zod';
import type { Answer } from './provider.ts';

const Path = z.string().regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/, 'must be names with dots between');
const Listed = z.array(z.union([z.int().min(200).max(599), z.string()]));

/** Where a provider’s answer says what. `refused` and `temporary` list statuses, or words found at `word`. */
export const AnswerMapping = z.strictObject({
  id: Path.default('id'),
  word: Path.optional(),
  dialled: Path.default('dialled'),
  refused: Listed.default([]),
  temporary: Listed.default([]),
});
export type AnswerMapping = z.output<typeof AnswerMapping>;

/** Not taken, and no fault of the message: our credentials, our address of the provider, our rate. */
const faultsOfOurs = [401, 403, 404, 405, 429];

/** What stands at a path of own fields; undefined where there is nothing. */
const at = (body: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Record<string, unknown>)[name]
          : undefined,
      body,
    );

export function idOf({ id }: AnswerMapping, body: unknown): string | null {
  const found = at(body, id);
  return typeof found === 'string' || typeof found === 'number' ? String(found).slice(0, 200) : null;
}

/** Was the call made? Undefined where the answer does not say so in as many words. */
export function dialledOf({ dialled }: AnswerMapping, body: unknown): boolean | undefined {
  const found = at(body, dialled);
  return typeof found === 'boolean' ? found : undefined;
}

/**
 * What became of a message, by the provider’s answer. A fault of the provider’s own, a conflict with an earlier try and a
 * redirect, which is not followed, say nothing about the message: that is asked for by its key.
 */
export function answerOf(mapping: AnswerMapping, status: number, body: unknown): Answer {
  const word = mapping.word === undefined ? undefined : at(body, mapping.word);
  const isListed = (list: readonly (number | string)[]): boolean =>
    list.includes(status) || (typeof word === 'string' && list.includes(word));
  const said = typeof word === 'string' ? `${status} (${word.slice(0, 100)})` : String(status);
  if (isListed(mapping.refused)) return { kind: 'refused', reason: `The provider answered ${said}.`, permanent: true };
  if (isListed(mapping.temporary) || faultsOfOurs.includes(status))
    return { kind: 'refused', reason: `The provider answered ${said}.`, permanent: false };
  if (status >= 200 && status < 300) return { kind: 'accepted', providerMessageId: idOf(mapping, body) };
  if (status < 400 || status === 408 || status === 409 || status >= 500)
    return { kind: 'unknown', cause: `the provider answered ${said}` };
  return { kind: 'refused', reason: `The provider answered ${said}.`, permanent: true };
}
