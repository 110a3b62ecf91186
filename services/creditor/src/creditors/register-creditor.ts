import { Router } from 'express';
import { z } from 'zod';
import { CreditorRegisteredV1, CreditorSettings, SenderIdentity, defaultCreditorSettings } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, requirePermission } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import { recordedBy } from '../recorded-by.ts';
import { creditorFacts, type Creditor, type RecordedBy } from './creditor.ts';
import { insertCreditor } from './creditor.store.ts';

const Text = z.string().trim().min(1).max(200);
/** It goes into headers and envelopes of messages. */
const Line = Text.regex(/^\P{Cc}*$/u, 'must be one line');
const timeZone = z
  .string()
  .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), 'not an IANA time zone');
const Settings = z.strictObject({ ...CreditorSettings.partial().shape, timeZone: timeZone.optional() });
const Body = z.strictObject({
  companyName: Text,
  industry: z.string().trim().max(200).default(''),
  environment: z.enum(['TEST', 'PRODUCTION']).default('TEST'),
  commissionPercentBasisPoint: z.int().min(0).max(10_000).default(0),
  settings: Settings.default({}),
  sender: z.strictObject({
    ...SenderIdentity.shape,
    companyName: Line,
    addressLines: z.array(Line).min(1).max(6),
    phone: Line,
    email: z.email().max(200),
    website: Line.optional(),
  }),
});
export type Registration = z.output<typeof Body>;

const givenOnly = (settings: Registration['settings']) =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

export const aCreditor = (registration: Registration, now: Date): Creditor => ({
  _id: newId('creditor', now.getTime()),
  activationStatus: 'ACTIVE',
  registeredAt: now,
  ...registration,
  settings: CreditorSettings.parse({ ...defaultCreditorSettings, ...givenOnly(registration.settings) }),
});

/** Stores a new creditor and tells every service of it. */
export async function registerCreditor(tx: Tx, creditor: Creditor, by: RecordedBy): Promise<void> {
  await insertCreditor(tx, creditor);
  await enqueue(tx, CreditorRegisteredV1, creditor.registeredAt, { ...creditorFacts(creditor), recordedBy: by });
}

export const registerCreditorRoute = ({ db, now }: Deps) =>
  Router().post('/agency/v1/creditors', idempotent({ db }), async (req, res) => {
    requirePermission(caller(req), 'agency.creditors:write');
    const creditor = aCreditor(read(Body, req.body), now());
    const answer = creditorFacts(creditor);

    await transaction(db, async (tx) => {
      await registerCreditor(tx, creditor, recordedBy(caller(req)));
      await answerWith(tx, req, 201, answer);
    });

    res.status(201).json(answer);
  });
