import { Refused, Unavailable, type RefusedKind } from '@fairdue/refused';
import { z } from 'zod';

/** Problem bodies of our own services. What is missing is replaced, as an answer may come from something in between. */
const Problem = z.object({
  code: z.string().catch('upstream-refused'),
  detail: z.string().catch('Another service refused the request.'),
  faults: z.array(z.object({ path: z.string(), problem: z.string() })).catch([]),
});

const kindOf: Readonly<Record<number, RefusedKind>> = {
  400: 'malformed',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  422: 'rule',
};

/** The other service's refusal as our own error; everything it did not decide is `Unavailable`. */
export function errorOfAnswer(name: string, status: number, retryAfter: string | undefined, body: unknown): Error {
  const { code, detail, faults } = Problem.parse(typeof body === 'object' && body !== null ? body : {});
  const kind = kindOf[status];
  if (kind) return new Refused(kind, code, detail, faults);
  const seconds = Number(retryAfter);
  const waitSeconds = Number.isFinite(seconds) && seconds > 0 ? seconds : 2;
  if (status === 503) return new Unavailable(code, detail, waitSeconds);
  return new Unavailable('upstream-unavailable', `${name} answered with status ${status}.`, waitSeconds);
}
