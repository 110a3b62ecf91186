import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';
import { describeError } from './describe-error.ts';
import type { Problem } from './error-bodies.ts';

/** A string is written as it is, under the media type that the headers name; anything else is JSON. */
export type ErrorAnswer = { status: number; headers?: Readonly<Record<string, string>>; body: unknown };

/** Turns errors into the bytes of one wire format. There is one per family. */
export type ErrorMapper = (error: unknown, req: IncomingMessage) => ErrorAnswer;

/** RFC 9457. The default, and what services say to each other. */
export const problemErrors: ErrorMapper = (error) => {
  const { status, code, detail, faults, headers } = describeError(error);
  return {
    status,
    headers: {
      ...headers,
      'content-type': 'application/problem+json',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    },
    body: {
      type: `/problems/${code}`,
      title: STATUS_CODES[status] ?? 'Error',
      status,
      code,
      detail,
      ...(faults.length > 0 && { faults: faults.map(({ path, problem }) => ({ path, problem })) }),
    } satisfies z.infer<typeof Problem>,
  };
};
