export { caller, rawBody, requirePermission, theCreditor, theCreditors, type Caller } from './caller.ts';
export { createIdentity, type Identity, type IdentityOptions, type Vouched } from './identity.ts';
export { keyIdOf, newSigningKey, publicKeyOf, readSigningKey, readTrustedKeys } from './signing-keys.ts';
export { parse, read, type Parsed } from './read.ts';
export { HttpFault } from './http-fault.ts';
export { describeError, type DescribedError } from './describe-error.ts';
export { escapeHtml, htmlPage } from './page.ts';
export { pageErrors } from './page-errors.ts';
export { problemErrors, type ErrorAnswer, type ErrorMapper } from './error-mapper.ts';
export { recoverErrors } from './recover-errors.ts';
export { envelopeErrors } from './envelope-errors.ts';
export { rcmErrors } from './rcm-errors.ts';
export {
  createServiceApp,
  defaultServiceLimits,
  type Family,
  type ServiceAppOptions,
  type ServiceLimits,
} from './service-app.ts';
export { AliveBody, probes, ReadyBody, type Readiness } from './probes.ts';
export { stopOf } from './stop-of.ts';
export { startServer, type RunningServer, type ServerOptions } from './server.ts';
export { auditHeader, creditorHeader, deadlineHeader, requestIdHeader } from './headers.ts';
export { tracesOfCall } from './traces-of-call.ts';
export { watchBreaker } from './watch-breaker.ts';
export { idleConnectionMs } from './upstream.ts';
export { upstream, type Upstream, type UpstreamCall, type UpstreamOptions } from './upstream.ts';
export { forgetAnswers } from './idempotency.store.ts';
export { answerWith, idempotencyCollections, idempotent, type KeptForm } from './idempotent.ts';
export { routesOf, type Route } from './routes-of.ts';
export { defaultBodyLimits, hasBody, parseJson, readBytes, readJsonBody, type BodyLimits } from './read-body.ts';
export type { Operation, OperationExample } from './operation.ts';
export { EnvelopeError, OAuthError, Problem, RcmError, RecoverError } from './error-bodies.ts';
export { checkName, isPublicAddress, outside, type Outside } from './outside.ts';
export { postOutside, type PostOutside } from './post-outside.ts';
export { signWebhook, verifyWebhook, WebhookHeaders } from './webhook-signature.ts';
export { idempotencyHeader } from './idempotency-header.ts';
