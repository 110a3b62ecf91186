import { reverseKey, sortKey, textPrefixKey, typeBracket } from '../values/sort-key.ts';
import { type FieldConstraint } from './field-constraint.ts';

/** Index keys with from <= key < to. `skip` characters at their start are the same for all of them. */
export type KeyRange = { from: string; to: string; skip: number };

/** Above every key that starts with what stands before it: no encoded value starts with this character. */
const after = '\uffff';

export const pointKey = (value: unknown, descending: boolean) => {
  const key = sortKey(value);
  return descending ? reverseKey(key) : key;
};

/**
 * The part of a field's keys that can satisfy a range. On a multikey index two bounds may be met by two different
 * items of an array, so only one of them can be used; the filter is tested on what is found in any case.
 */
export function fieldRange(
  { lower, upper, prefix }: FieldConstraint,
  descending: boolean,
  multikey: boolean,
): { from: string; to: string } | undefined {
  if (prefix !== undefined) {
    const key = descending ? reverseKey(textPrefixKey(prefix)) : textPrefixKey(prefix);
    // Text itself may contain the last character of all, so the end is the next prefix, not a padded one.
    return { from: key, to: key.slice(0, -1) + String.fromCharCode(key.charCodeAt(key.length - 1) + 1) };
  }
  const bound = lower ?? upper;
  if (!bound) return undefined;
  const above = lower;
  const below =
    lower && (multikey || typeBracket(lower.value) !== (upper && typeBracket(upper.value))) ? undefined : upper;
  const bracket = descending ? 0xffff - typeBracket(bound.value) : typeBracket(bound.value);
  const [start, end] = [String.fromCharCode(bracket), String.fromCharCode(bracket + 1)];
  const [first, last] = descending ? [below, above] : [above, below];
  const firstKey = first && pointKey(first.value, descending);
  const lastKey = last && pointKey(last.value, descending);
  return {
    from: first && firstKey ? firstKey + (first.inclusive ? '' : after) : start,
    to: last && lastKey ? lastKey + (last.inclusive ? after : '') : end,
  };
}
