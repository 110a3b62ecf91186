import { describeError, envelopeErrors, type ErrorMapper } from '@fairdue/http';
import { Refused, type RefusedKind } from '@fairdue/refused';

export type WireError = { code: string; field: string; detail: string };

/** A refusal that says which field it is about, in the codes of this family. */
export class WireRefused extends Refused {
  readonly errors: readonly WireError[];

  constructor(kind: RefusedKind, message: string, errors: readonly WireError[]) {
    super(kind, errors[0]?.code ?? 'requestInvalid', message);
    this.errors = errors;
  }
}

export const invalid = (code: string, field: string, detail: string, message = detail): WireRefused =>
  new WireRefused('malformed', message, [{ code, field, detail }]);

export const notFound = (code: string, field: string, detail: string, message: string): WireRefused =>
  new WireRefused('not-found', message, [{ code, field, detail }]);

/** The envelope of this family, with the field each error is about. */
export const complianceErrors: ErrorMapper = (error, req) => {
  if (!(error instanceof WireRefused)) return envelopeErrors(error, req);
  const { status } = describeError(error);
  return { status, body: { status, message: error.message, errors: error.errors } };
};
