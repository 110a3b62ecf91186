import { recoverErrors, type ErrorMapper } from '@fairdue/http';
import { Refused } from '@fairdue/refused';

/** Numbers of this family that only its owner gives out. */
const numbers: Readonly<Record<string, number>> = {
  'transaction-id-used': 114,
  'comment-too-long': 104,
  'email-not-on-file': 118,
};

/** `{ code, msg, errorInfo }` with the number that names the thing, where there is one. */
export const errorBody: ErrorMapper = (error, req) => {
  const answer = recoverErrors(error, req);
  const code = error instanceof Refused ? numbers[error.code] : undefined;
  return code === undefined ? answer : { ...answer, body: { ...(answer.body as object), code } };
};
