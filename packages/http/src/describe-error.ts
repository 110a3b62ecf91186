import { Refused, Unavailable, type Fault, type RefusedKind } from '@fairdue/refused';
import { databaseIsAway } from '@fairdue/store';
import { HttpFault } from './http-fault.ts';

/** What any error means to a caller, before a wire format gives it a shape. Safe to show: it holds nothing of our insides. */
export type DescribedError = {
  status: number;
  code: string;
  detail: string;
  faults: readonly Fault[];
  headers: Readonly<Record<string, string>>;
};

const statusOf: Record<RefusedKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  rule: 422,
};

const unavailable = (code: string, detail: string, retryAfterSeconds: number): DescribedError => ({
  status: 503,
  code,
  detail,
  faults: [],
  headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterSeconds))) },
});

/** Express gives a path that cannot be decoded (`%zz`) this form. */
const isBadPath = (error: unknown): boolean => error instanceof URIError;

/** `Refused` or a bug: what is neither refused nor away is a 500, of which the caller learns nothing. */
export function describeError(error: unknown): DescribedError {
  if (error instanceof Refused)
    return {
      status: statusOf[error.kind],
      code: error.code,
      detail: error.message,
      faults: error.faults,
      headers: {},
    };
  if (error instanceof HttpFault)
    return {
      status: error.status,
      code: error.code,
      detail: error.message,
      faults: error.faults,
      headers: error.headers,
    };
  if (error instanceof Unavailable) return unavailable(error.code, error.message, error.retryAfterSeconds);
  if (databaseIsAway(error)) return unavailable('store-unavailable', 'The store did not answer in time.', 2);
  if (isBadPath(error))
    return { status: 400, code: 'path-invalid', detail: 'The path cannot be decoded.', faults: [], headers: {} };
  return { status: 500, code: 'internal', detail: 'Something went wrong on our side.', faults: [], headers: {} };
}
