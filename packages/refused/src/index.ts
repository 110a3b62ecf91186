export type RefusedKind = 'malformed' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'rule';

/** One fault of an input: where it is (`customers[0].emails[1].email`) and what is wrong with it. Families with codes for fields go by `kind`, or by a `code` of its own. */
export type Fault = { path: string; problem: string; kind?: 'missing' | 'no-option'; code?: string };

/** A request we will never grant. Final, so nobody retries it; code, detail and faults are safe to show. */
export class Refused extends Error {
  readonly kind: RefusedKind;
  readonly code: string;
  readonly faults: readonly Fault[];

  constructor(kind: RefusedKind, code: string, detail: string, faults: readonly Fault[] = []) {
    super(detail);
    this.name = 'Refused';
    this.kind = kind;
    this.code = code;
    this.faults = faults;
  }
}

/** Something we depend on did not answer. Nothing is decided: the same request may be granted later. */
export class Unavailable extends Error {
  readonly code: string;
  readonly retryAfterSeconds: number;

  constructor(code: string, detail: string, retryAfterSeconds = 2, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'Unavailable';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What a log line or a row says of an error: its code, where it has one. Of any other, nothing but that it failed. */
export const causeOf = (error: unknown): string =>
  error instanceof Refused || error instanceof Unavailable ? error.code : 'failed';
