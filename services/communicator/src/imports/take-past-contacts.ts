import { PastContactImportedV1, sha256 } from '@fairdue/contracts';
import { consumer } from '@fairdue/outbox';
import type { z } from 'zod';
import type { CommunicatorDeps } from '../config.ts';
import { noticesGiven } from '../dispatch/validation-notice.store.ts';
import { addInteractions } from '../interactions/interaction.store.ts';
import { blankInteraction, type Interaction } from '../interactions/interaction.ts';
import type { Detail } from '../interactions/status-matrix.ts';

type PastContact = z.output<typeof PastContactImportedV1.data>;

const noticeThemes = ['opsLoanValidationOfDebtNotice', 'opsServicingDebtValidation'];
const written: readonly string[] = ['email', 'fax', 'text', 'chat', 'mail'];

/** The same contact has the same id, however often it is told of. */
const idOf = ({ creditorId, customerId, externalId }: PastContact): string => {
  const hash = sha256(`${creditorId} ${customerId} ${externalId}`);
  return `IN-EXT-${hash.slice(0, 24).toUpperCase()}`;
};

/** As history: it stands at the time of the contact, and nothing will happen to it. */
function interactionOf(contact: PastContact, now: Date): Interaction {
  const { creditorId, customerId, externalId, channel, direction, theme, contactId, debtIds, status, at } = contact;
  const startedAt = new Date(at);
  return {
    ...blankInteraction(idOf(contact), creditorId, startedAt),
    origin: 'imported',
    customerId, externalId, channel, direction, theme, contactId, debtIds, status, subject: null,
    agentOutcome: contact.agentOutcome as Detail | null,
    updatedAt: now,
  }; // prettier-ignore
}

const isNotice = ({ direction, channel, theme, status }: Interaction): boolean =>
  direction === 'outbound' && status !== 'failed' && noticeThemes.includes(theme) && written.includes(channel);

/** Contacts made before the creditor came stand in the customer's history, marked, and a notice given then is given. */
export const takePastContacts = ({ now }: CommunicatorDeps) =>
  consumer('take-past-contacts', PastContactImportedV1, async (tx, events) => {
    const rows = events.map(({ data }) => interactionOf(data, now()));
    await addInteractions(tx, rows);
    await noticesGiven(
      tx,
      rows.filter(isNotice).map((row) => ({ ...row, sentAt: row.startedAt })),
    );
  });
