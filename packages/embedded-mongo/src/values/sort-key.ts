import { Binary, BSONRegExp, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { type Document } from './document.ts';

/**
 * Every value as a string, so that comparing two strings compares two values the way MongoDB orders them: first by
 * type, then by value. No key is a prefix of another, so keys can be joined into one for a compound index.
 * Equal keys mean equal values, across all numeric types.
 */
export function sortKey(value: unknown): string {
  if (typeof value === 'string') return '\x05' + textKey(value);
  if (typeof value === 'number') return '\x04' + doubleKey(value) + '\x80\x00';
  if (typeof value === 'boolean') return value ? '\x0a\x02' : '\x0a\x01';
  if (typeof value === 'bigint') return longKey(value);
  if (value === undefined || value === null) return '\x03';
  if (value instanceof ObjectId) return '\x09' + value.toHexString();
  if (value instanceof Date) return '\x0b' + doubleKey(value.getTime());
  if (Array.isArray(value)) {
    let key = '\x07';
    for (const item of value) key += sortKey(item);
    return key + '\x00';
  }
  if ('_bsontype' in (value as object)) return taggedKey(value as object);
  if (value instanceof RegExp) return '\x0d' + textKey(value.source) + textKey(value.flags);
  let key = '\x06';
  for (const field of Object.keys(value as object)) {
    const inner = sortKey((value as Document)[field]);
    key += inner.charAt(0) + textKey(field) + inner.slice(1);
  }
  return key + '\x00';
}

/** What an index holds for an empty array: it sorts before null, as in MongoDB. */
export const emptyArrayKey = '\x02';

/** The first character of a value's key tells its type bracket: $gt of a number never matches a string. */
export function typeBracket(value: unknown): number {
  if (typeof value === 'string') return 5;
  if (typeof value === 'number') return 4;
  return sortKey(value).charCodeAt(0);
}

/** Reverses the order of a key, for the descending fields of an index. */
export function reverseKey(key: string): string {
  let reversed = '';
  for (let i = 0; i < key.length; i++) reversed += String.fromCharCode(0xffff - key.charCodeAt(i));
  return reversed;
}

function taggedKey(value: object): string {
  if (value instanceof Timestamp) return '\x0c' + uint64Key(value.toBigInt());
  if (value instanceof Long) return longKey(value.toBigInt());
  if (value instanceof Binary) {
    const bytes = value.buffer.subarray(0, value.position);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return (
      '\x08' + length.toString('latin1') + String.fromCharCode(value.sub_type) + Buffer.from(bytes).toString('latin1')
    );
  }
  if (value instanceof BSONRegExp) return '\x0d' + textKey(value.pattern) + textKey(value.options);
  if (value instanceof MinKey) return '\x01';
  if (value instanceof MaxKey) return '\x7f';
  throw new MongoError(
    14,
    `The embedded MongoDB does not support values of type ${String((value as { _bsontype: string })._bsontype)}.`,
  );
}

// UTF-16 orders surrogate pairs before U+E000..U+FFFF, UTF-8 (MongoDB's order) after them: swap the two ranges.
const special = /[\0\ud800-\uffff]/g;
function textKey(text: string): string {
  if (text.search(special) < 0) return text + '\x00\x00';
  return text.replace(special, (c) => (c === '\x00' ? '\x00\x01' : reorderedUnit(c))) + '\x00\x00';
}

const reorderedUnit = (c: string) => {
  const code = c.charCodeAt(0);
  return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
};

/** The key of every string that starts with `prefix` starts with this. */
export const textPrefixKey = (prefix: string) => '\x05' + textKey(prefix).slice(0, -2);

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

function doubleKey(value: number): string {
  if (Number.isNaN(value)) return '\x00\x00\x00\x00\x00\x00\x00\x00';
  float[0] = value === 0 ? 0 : value; // -0 equals 0
  let high = words[1] as number;
  let low = words[0] as number;
  if (high & 0x80000000) {
    high = ~high;
    low = ~low;
  } else high |= 0x80000000;
  return String.fromCharCode(
    (high >>> 24) & 255,
    (high >>> 16) & 255,
    (high >>> 8) & 255,
    high & 255,
    (low >>> 24) & 255,
    (low >>> 16) & 255,
    (low >>> 8) & 255,
    low & 255,
  );
}

// A 64-bit integer is its nearest double and what rounding took off: exact, and in order with doubles.
function longKey(value: bigint): string {
  const nearest = Number(value);
  const rest = Number(value - BigInt(nearest)) + 0x8000;
  return '\x04' + doubleKey(nearest) + String.fromCharCode(rest >>> 8, rest & 255);
}

const uint64Key = (value: bigint) => BigInt.asUintN(64, value).toString(16).padStart(16, '0');
