import { Router } from 'express';
import { z } from 'zod';
import { requirePermission, type Caller } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { customersSealedWith, replaceSsn } from './customer.store.ts';
import { openSsn, sealSsn } from './ssn.ts';

const atOnce = 500;

export const RotationBody = z.strictObject({ resealed: z.int(), left: z.boolean() });

/**
 * Seals with the newest key what older ones sealed, some at a time, over all creditors: asked until `left` is false, the
 * older keys are needed no more. Nobody sees a number, and nothing else of a customer changes.
 */
export const rotateSsnKeysRoute = ({ db, config }: Deps<RecoverConfig>) =>
  Router().post('/agency/v1/customers/ssn-keys/rotate', async (_req, res) => {
    const keys = { keys: config.SSN_KEYS, indexKey: config.SSN_INDEX_KEY };
    const older = config.SSN_KEYS.slice(1).map(({ id }) => id);

    const sealed = await customersSealedWith(db, older, atOnce);
    const resealed = await replaceSsn(
      db,
      sealed.map(({ _id: customerId, creditorId, ssn }) => {
        const owner = { creditorId, customerId };
        return { ...owner, before: ssn, after: sealSsn(keys, openSsn(keys, ssn, owner), owner) };
      }),
    );

    const answer: z.infer<typeof RotationBody> = {
      resealed,
      left: sealed.length === atOnce || resealed < sealed.length,
    };
    res.json(answer);
  });

export const mayRotateSsnKeys = (from: Caller): void => requirePermission(from, 'agency.ssn-keys:write');
