export { connect, type CallOptions, type Fairdue, type FairdueOptions } from './connect.ts';
export type { Credential } from './credential.ts';
export { FairdueError, type Fault } from './fairdue-error.ts';
export { NoAnswer } from './no-answer.ts';
export type { ActivityEvent, ActivityOptions } from './follow-activity.ts';
export { verifyWebhook, WebhookRefused, type Delivery } from './verify-webhook.ts';
export type * from './generated/operations.ts';
