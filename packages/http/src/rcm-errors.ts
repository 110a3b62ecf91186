import type { z } from 'zod';
import { describeError, type DescribedError } from './describe-error.ts';
import type { RcmError } from './error-bodies.ts';
import type { ErrorMapper } from './error-mapper.ts';

const snakeCase = (code: string): string => code.replaceAll('-', '_');

/** The sentences of this family are part of its contract, so those of HTTP itself are fixed too. */
const sentences: Readonly<Record<number, string>> = {
  403: 'Forbidden.',
  405: 'Method not allowed.',
  413: 'Request body too large.',
  415: 'Content-Type must be application/json.',
  429: 'Too many requests.',
  500: 'Internal error.',
  503: 'Service unavailable.',
};

function sentence({ status, code, detail }: DescribedError): string {
  if (code === 'request-invalid' || code === 'body-invalid') return 'Invalid body.';
  if (code === 'credential-missing') return 'Missing Authorization Bearer token.';
  if (status === 401) return 'Invalid or expired token.';
  if (code === 'route-not-found') return 'Not found.';
  if (code === 'idempotency-key-reused') return 'Idempotency key reused with a different body.';
  return sentences[status] ?? detail;
}

/** `{ error, code, details }`. A reused idempotency key is a conflict in this family. */
export const rcmErrors: ErrorMapper = (error) => {
  const described = describeError(error);
  const { code, faults, headers } = described;
  const status = code === 'idempotency-key-reused' ? 409 : described.status;
  return {
    status,
    headers: { ...headers, ...(status === 401 && { 'www-authenticate': 'Bearer' }) },
    body: {
      error: sentence(described),
      code: snakeCase(code),
      ...(faults.length > 0 && { details: faults.map(({ path, problem }) => ({ path, problem })) }),
    } satisfies z.infer<typeof RcmError>,
  };
};
