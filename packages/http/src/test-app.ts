import type { Express } from 'express';
import express from 'express';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { createIdentity, type Identity, type Vouched } from './identity.ts';
import { createServiceApp, type ServiceAppOptions } from './service-app.ts';
import { newSigningKey, publicKeyOf } from './signing-keys.ts';

export const gatewayKey = newSigningKey();
export const gateway = createIdentity({ service: 'gateway', signingKey: gatewayKey });

/** A service that trusts the gateway's key. */
export const identityOf = (service: string): Identity =>
  createIdentity({ service, signingKey: newSigningKey(), trustedKeys: [publicKeyOf(gatewayKey)] });

export const anAccount: Vouched = {
  accountId: 'AC-1-1',
  permissions: new Set(['recover.customers:read']),
  creditorIds: ['CR-1-1'],
};

/** An app of a service called `recover`, with what a test wants to differ. */
export const anApp = (over: Partial<ServiceAppOptions> = {}): Express =>
  createServiceApp({
    name: 'recover',
    log: createLog('recover', 'silent'),
    metrics: createMetrics('recover'),
    identity: identityOf('recover'),
    families: [],
    internal: express.Router(),
    readiness: async () => ({ store: true }),
    ...over,
  });
