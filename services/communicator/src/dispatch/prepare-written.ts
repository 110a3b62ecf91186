import type { BlockingReason } from '@fairdue/contracts';
import type { CommunicatorDeps } from '../config.ts';
import { codeLifeMs, isCode } from '../confirmation/confirmation-code.ts';
import { creditorFor } from '../creditors/creditor-for.ts';
import { requireSender } from '../creditors/sender-of.ts';
import { loadCustomers, loadDebts } from '../customers/customer.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { openWords } from '../interactions/sealed-content.ts';
import { chooseProvider } from '../providers/choose-provider.ts';
import type { Delivery } from '../providers/delivery.ts';
import type { Form } from '../templates/built-in/layout.ts';
import { messageContext } from '../templates/message-context.ts';
import { codeExpired, contactGone, factsUnknown, tooLate } from './no-message.ts';
import { composed, orReason, type Prepared } from './prepare-message.ts';

type Made = Prepared | BlockingReason;

/**
 * Messages that were written when they were asked for: their words stand as they are, to the contact that was chosen
 * then, as it is now. What the law adds comes with the permit.
 */
export async function prepareWritten(
  deps: CommunicatorDeps,
  delivery: Delivery,
  creditorId: string,
  interactions: readonly Interaction[],
): Promise<Map<string, Made>> {
  if (interactions.length === 0) return new Map();
  const writerOf = await creditorFor(deps, creditorId);
  const customers = await loadCustomers(deps, creditorId, interactions.map(({ customerId }) => customerId ?? '')); // prettier-ignore
  const debts = await loadDebts(deps, creditorId, interactions.flatMap(({ debtIds }) => debtIds)); // prettier-ignore
  const at = deps.now();

  const prepare = (interaction: Interaction): Promise<Made> | Made => {
    const customer = customers.get(interaction.customerId ?? '');
    if (!writerOf || !customer || !interaction.language) return factsUnknown;
    const contact = customer.contacts.find(({ contactId }) => contactId === interaction.contactId);
    if (!contact) return contactGone;
    if (isCode(interaction) && at.getTime() - interaction.createdAt.getTime() >= codeLifeMs) return codeExpired;
    if (interaction.scheduledAtTo && at >= interaction.scheduledAtTo) return tooLate;
    const form = interaction.channel as Form;
    const by = chooseProvider(delivery.channels[form], interaction.triedProviders ?? []);
    const { language } = interaction;
    const debt = debts.get(interaction.debtIds[0] ?? '');
    const creditor = writerOf(debt);
    const about = { creditor, customer, contact, debt, tone: interaction.tone, language, now: at };
    const rendered = {
      templateVersionId: interaction.templateVersionId ?? '',
      templateRevision: interaction.templateRevision ?? 0,
      language,
      ...openWords(deps.config.CONTENT_KEYS, interaction.content, interaction),
      context: messageContext(about),
    };
    const facts = { creditor, customer };
    return orReason(async () => {
      requireSender(creditor.sender, form);
      const chosen = { ...interaction, provider: by.provider.name };
      return composed(deps, by, chosen, { form, contact, facts, rendered, at });
    });
  };
  const made = await Promise.all(interactions.map(async (each) => [each._id, await prepare(each)] as const));
  return new Map(made);
}
