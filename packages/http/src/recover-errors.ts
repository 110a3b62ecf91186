import type { Fault } from '@fairdue/refused';
import type { z } from 'zod';
import { describeError, type DescribedError } from './describe-error.ts';
import type { RecoverError } from './error-bodies.ts';
import type { ErrorMapper } from './error-mapper.ts';

/** Codes of the Recover family that name a thing. Where none fits, `code` repeats the status. */
const numbers: Readonly<Record<string, number>> = {
  'customer-not-found': 109,
  'creditor-not-found': 112,
  'debt-not-found': 122,
};

const messages: Readonly<Record<string, string>> = {
  'customer-not-found': 'CreditorCustomer does not exist.',
  'creditor-not-found': 'Creditor does not exist.',
};

/** A body of the wrong form has one fault, and no field to point at. */
const isOfBody = ({ path }: Fault): boolean => path === '';

function numberOf({ status, code, faults }: DescribedError): number {
  const named = numbers[code];
  if (named !== undefined) return named;
  if (status !== 400) return status;
  return faults.length > 0 && !faults.some(isOfBody) ? 104 : 102;
}

/** `{ code, msg, errorInfo }`, with the path of every faulty field in `errorInfo`. */
export const recoverErrors: ErrorMapper = (error) => {
  const described = describeError(error);
  const { status, code, detail, faults, headers } = described;
  const bodyIsWrong = faults.some(isOfBody);
  const info = Object.fromEntries(faults.map(({ path, problem }) => [path, problem]));
  return {
    status,
    headers: { ...headers, ...(status === 401 && { 'www-authenticate': 'Basic realm="Recover API"' }) },
    body: {
      code: numberOf(described),
      msg: bodyIsWrong ? 'The body must be an object.' : (messages[code] ?? detail),
      errorInfo: faults.length > 0 && !bodyIsWrong ? info : null,
    } satisfies z.infer<typeof RecoverError>,
  };
};
