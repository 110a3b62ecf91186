import { envelopeErrors, type ErrorMapper } from '@fairdue/http';
import { Refused } from '@fairdue/refused';

/** The communicator's envelope. Where a use case has a sentence of its own for a fault, that sentence is the message. */
export const communicatorErrors: ErrorMapper = (error, req) => {
  const answer = envelopeErrors(error, req);
  if (!(error instanceof Refused) || error.code === 'request-invalid') return answer;
  return { ...answer, body: { ...(answer.body as object), message: error.message } };
};
