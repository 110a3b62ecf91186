import type { z } from 'zod';
import type { Fault } from '@fairdue/refused';
import { describeError } from './describe-error.ts';
import type { EnvelopeError } from './error-bodies.ts';
import type { ErrorMapper } from './error-mapper.ts';

const camelCase = (code: string): string => code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Faults of a body have codes of their own in these families; a use case that names a field gives its own. */
function codeOf(code: string, { kind, code: own }: Fault): string {
  if (own !== undefined) return camelCase(own);
  if (code !== 'request-invalid') return camelCase(code);
  return kind === 'missing' ? 'requiredField' : kind === 'no-option' ? 'invalidEnum' : 'invalidField';
}

/** `{ status, message, errors }`: the communicator's and the guard's. The status is repeated in the body; codes are in camel case. A reused idempotency key is a conflict. */
export const envelopeErrors: ErrorMapper = (error) => {
  const { code, detail, faults, headers, ...described } = describeError(error);
  const status = code === 'idempotency-key-reused' ? 409 : described.status;
  const errors =
    faults.length > 0
      ? faults.map((fault) => ({ code: codeOf(code, fault), field: fault.path, detail: fault.problem }))
      : [{ code: camelCase(code), detail }];
  const fields = faults.length === 1 ? '1 field is invalid' : `${faults.length} fields are invalid`;
  return {
    status,
    headers: { ...headers, ...(status === 401 && { 'www-authenticate': 'Bearer' }) },
    body: { status, message: faults.length > 0 ? fields : detail, errors } satisfies z.infer<typeof EnvelopeError>,
  };
};
