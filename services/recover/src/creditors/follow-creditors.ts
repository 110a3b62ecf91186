import { CreditorRegisteredV1, CreditorUpdatedV1, SettingsChangedV1, type EventOf } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { keepSettings } from './creditor.store.ts';

type CreditorFact = EventOf<typeof CreditorRegisteredV1>;

/** Each of these facts carries the creditor whole: whichever came last says how things stand. */
const keep = (tx: Tx, events: readonly CreditorFact[]): Promise<void> =>
  keepSettings(
    tx,
    events.map(({ data }) => data),
  );

export const followCreditors: Consumer[] = [
  consumer('know-registered-creditor', CreditorRegisteredV1, keep),
  consumer('know-updated-creditor', CreditorUpdatedV1, keep),
  consumer('know-creditor-settings', SettingsChangedV1, keep),
];
