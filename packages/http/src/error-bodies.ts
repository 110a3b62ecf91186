import { z } from 'zod';

const Fault = z.strictObject({ path: z.string(), problem: z.string() });

/** RFC 9457. `code` is stable and listed in docs/errors.md; `faults` says which fields are wrong, and how. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    faults: z.array(Fault).exactOptional(),
  })
  .meta({ id: 'Problem' });

/**
 * The Recover family: `code` names the thing or repeats the status, `errorInfo` says for each faulty field what is wrong.
 * `missingBrandIds` is a list.
 */
export const RecoverError = z
  .strictObject({
    code: z.int(),
    msg: z.string(),
    errorInfo: z.record(z.string(), z.union([z.string(), z.array(z.string())])).nullable(),
  })
  .meta({ id: 'RecoverError' });

/** The communicator's and the guard's. */
export const EnvelopeError = z
  .strictObject({
    status: z.int(),
    message: z.string(),
    errors: z.array(z.strictObject({ code: z.string(), field: z.string().exactOptional(), detail: z.string() })),
  })
  .meta({ id: 'EnvelopeError' });

/** RCM campaigns. */
export const RcmError = z
  .strictObject({ error: z.string(), code: z.string(), details: z.array(Fault).exactOptional() })
  .meta({ id: 'RcmError' });

/** RFC 6749 5.2. */
export const OAuthError = z
  .strictObject({ error: z.string(), error_description: z.string() })
  .meta({ id: 'OAuthError' });
