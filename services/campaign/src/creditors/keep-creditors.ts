import { CreditorRegisteredV1, CreditorUpdatedV1, SettingsChangedV1 } from '@fairdue/contracts';
import { consumer } from '@fairdue/outbox';
import { saveCreditors } from './creditor.store.ts';

/** Every fact about a creditor carries it whole, so the last one heard is what holds. */
export const keepCreditors = () =>
  [CreditorRegisteredV1, CreditorUpdatedV1, SettingsChangedV1].map((definition) =>
    consumer('keep-creditors', definition, async (tx, events) => {
      await saveCreditors(
        tx,
        events.map(({ data: { creditorId, companyName, settings } }) => ({
          _id: creditorId,
          creditorId,
          companyName,
          collectorRole: settings.collectorRole,
          timeZone: settings.timeZone,
          bestTime: settings.bestTime !== false,
        })),
      );
    }),
  );
