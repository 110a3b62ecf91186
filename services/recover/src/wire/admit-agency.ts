import type { Request } from 'express';
import { requirePermission, type Caller } from '@fairdue/http';

/** `agency.<noun>:read` or `:write`, before anything in the body is looked at. */
export const mayWorkOn =
  (noun: string) =>
  (from: Caller, { method }: Request): void =>
    requirePermission(from, `agency.${noun}:${method === 'GET' || method === 'HEAD' ? 'read' : 'write'}`);
