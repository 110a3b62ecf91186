import type { Fault } from '@fairdue/refused';

/** A request that HTTP itself refuses, before any use case saw it: wrong method, too large, not JSON. */
export class HttpFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[] = [];

  constructor(status: number, code: string, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.name = 'HttpFault';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}
