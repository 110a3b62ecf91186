import type { z } from 'zod';
import { describeError } from './describe-error.ts';
import type { EnvelopeError } from './error-bodies.ts';
import type { ErrorMapper } from './error-mapper.ts';

const camelCase = (code: string): string => code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `{ status, message, errors }`: the communicator's and the guard's. The status is repeated in the body; codes are in camel case. A reused idempotency key is a conflict. */
export const envelopeErrors: ErrorMapper = (error) => {
  const { code, detail, faults, headers, ...described } = describeError(error);
  const status = code === 'idempotency-key-reused' ? 409 : described.status;
  const errors =
    faults.length > 0
      ? faults.map(({ path, problem }) => ({ code: camelCase(code), field: path, detail: problem }))
      : [{ code: camelCase(code), detail }];
  const fields = faults.length === 1 ? '1 field is invalid' : `${faults.length} fields are invalid`;
  return {
    status,
    headers: { ...headers, ...(status === 401 && { 'www-authenticate': 'Bearer' }) },
    body: { status, message: faults.length > 0 ? fields : detail, errors } satisfies z.infer<typeof EnvelopeError>,
  };
};
