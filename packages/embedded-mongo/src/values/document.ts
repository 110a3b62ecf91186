import { Binary, BSONRegExp, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { MongoError } from '../mongo-error.ts';

/** A BSON document as it lives in memory. Stored documents are never changed in place. */
export type Document = { [field: string]: unknown };

export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !('_bsontype' in value) && !(value instanceof Date) && !(value instanceof RegExp);
}

/** A document whose first field is an operator, such as { $gt: 1 }. */
export function hasOperators(value: unknown): value is Document {
  if (!isDocument(value)) return false;
  for (const field in value) return field.charCodeAt(0) === 36;
  return false;
}

/** Copies containers, shares leaves: leaves are immutable by convention. */
export function cloneValue<T>(value: T): T {
  if (Array.isArray(value)) return value.map(cloneValue) as T;
  if (!isDocument(value)) return value;
  const copy: Document = {};
  for (const field of Object.keys(value)) copy[field] = cloneValue(value[field]);
  return copy as T;
}

export type BsonTag = 'number' | 'string' | 'object' | 'array' | 'binData' | 'objectId' | 'bool' | 'date' | 'null';

/** The names `$type` and error messages use. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') {
    if (!Number.isInteger(value) || Object.is(value, -0)) return 'double';
    if (value >= -0x80000000 && value <= 0x7fffffff) return 'int';
    return Number.isSafeInteger(value) ? 'long' : 'double';
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Long) return value instanceof Timestamp ? 'timestamp' : 'long';
  if (value instanceof Binary) return 'binData';
  if (isRegex(value)) return 'regex';
  if (value instanceof MinKey) return 'minKey';
  if (value instanceof MaxKey) return 'maxKey';
  if (isDocument(value)) return 'object';
  return String((value as { _bsontype?: string })._bsontype);
}

export const isRegex = (value: unknown): value is RegExp | BSONRegExp =>
  value instanceof RegExp || value instanceof BSONRegExp;

/** Decimal128, code and the deprecated types would compare wrongly here, so they do not get in. */
export function refuseUnsupportedTypes(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) refuseUnsupportedTypes(item);
    return;
  }
  if ('_bsontype' in value) {
    const type = String(value._bsontype);
    if (type === 'Decimal128' || type === 'Code' || type === 'DBRef' || type === 'BSONSymbol')
      throw new MongoError(14, `The embedded MongoDB does not support values of type ${type}.`);
    return;
  }
  if (value instanceof Date || value instanceof RegExp) return;
  for (const field in value) refuseUnsupportedTypes((value as Document)[field]);
}
