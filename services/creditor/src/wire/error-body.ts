import { recoverErrors, type ErrorMapper } from '@fairdue/http';
import { Refused } from '@fairdue/refused';

/** Numbers of this family that only its owner gives out. */
const numbers: Readonly<Record<string, number>> = { 'brand-exists': 114 };

type Body = { code: number; msg: string; errorInfo: unknown };

/** `{ code, msg, errorInfo }` with the number that names the thing, and ids that are missing as the list they are. */
export const errorBody: ErrorMapper = (error, req) => {
  const answer = recoverErrors(error, req);
  if (!(error instanceof Refused)) return answer;
  const body = answer.body as Body;
  if (error.code === 'brands-missing') {
    const missingBrandIds = error.faults.map(({ problem }) => problem);
    return { ...answer, body: { ...body, errorInfo: { missingBrandIds } } };
  }
  return { ...answer, body: { ...body, code: numbers[error.code] ?? body.code } };
};
