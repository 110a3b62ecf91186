import { addressHash, sha256, type BlockingReason, type Contact } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { CommunicatorDeps } from '../config.ts';
import { codeOf, isCode, withCode } from '../confirmation/confirmation-code.ts';
import { requireSender, sendingAddress } from '../creditors/sender-of.ts';
import { loadAttachments } from '../documents/attachment.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { sealWords } from '../interactions/sealed-content.ts';
import { chooseProvider } from '../providers/choose-provider.ts';
import type { ChannelProvider, Delivery } from '../providers/delivery.ts';
import type { Outgoing } from '../providers/provider.ts';
import type { Form } from '../templates/built-in/layout.ts';
import { chooseTemplate, type Choice } from '../templates/choose-template.ts';
import { withDisclosures } from '../templates/disclosures/with-disclosures.ts';
import { renderMessage, type Rendered } from '../templates/render-message.ts';
import type { Descriptor } from '../templates/stored/descriptor.ts';
import { needsLink, unsubscribeHeaders, unsubscribeLink } from '../unsubscribe/unsubscribe-link.ts';
import { withLink } from '../unsubscribe/with-link.ts';
import type { PermitAnswer } from './ask-permits.ts';
import { noMessage } from './no-message.ts';
import { isPlan, planMessage, type Facts, type Plan } from './plan-message.ts';
import { printLetter } from './print-letter.ts';

/** What a message is made of: enough to make it again with more in it. */
export type Written = {
  form: Form;
  contact: Contact;
  facts: Pick<Facts, 'creditor' | 'customer'>;
  rendered: Rendered;
  at: Date;
  /** Of a call: until when its permit keeps the slot. */
  dialBefore?: Date;
};

/** A message that is ready but for its permit. */
export type Prepared = {
  interaction: Interaction;
  outgoing: Outgoing;
  provider: ChannelProvider;
  /** Another provider of the channel may take it where this one does not. */
  hasAnother: boolean;
  written: Written;
};

export const keyOf = ({ creditorId, _id }: Pick<Interaction, 'creditorId' | '_id'>): string => `${creditorId}.${_id}`;

type Deps = Pick<CommunicatorDeps, 'db' | 'config' | 'now'>;

/** Chooses, renders and composes. What is stored of the content is what was rendered; the hash is over the bytes sent. */
export async function prepareMessage(
  deps: Deps,
  delivery: Delivery,
  interaction: Interaction,
  facts: Facts,
  /** The messages that the creditor has made itself, and has live. */
  own: readonly Descriptor[],
): Promise<Prepared | BlockingReason> {
  const plan = planMessage(interaction, facts);
  if (!isPlan(plan)) return plan;
  const { channel: form, contact, subject } = plan;
  const by = chooseProvider(delivery.channels[form], interaction.triedProviders ?? []);
  const at = deps.now();
  return orReason(async () => {
    requireSender(facts.creditor.sender, form);
    const choice = templateFor(plan, facts, interaction.tone, own);
    const rendered = await renderMessage(deps, choice, form, { ...facts, contact, tone: interaction.tone, now: at });
    const { templateVersionId, templateRevision, language } = rendered;
    const { contactId } = contact;
    const sensitive = interaction.sensitive || choice.sensitive;
    const words = { templateVersionId, templateRevision, language, sensitive };
    const chosen = { ...interaction, channel: form, subject, contactId, provider: by.provider.name, ...words };
    return composed(deps, by, chosen, { form, contact, facts, rendered, at });
  });
}

/** Another message is never sent in the place of one that is not there. */
function templateFor(
  { subject, channel: form }: Plan,
  { creditor, customer, debt }: Facts,
  tone: Interaction['tone'],
  own: readonly Descriptor[],
): Choice {
  const choice = chooseTemplate(own, {
    subject,
    channel: form,
    personLanguage: customer.language,
    creditorLanguages: creditor.settings.languages,
    productId: debt.product ?? null,
    tone,
  });
  if (!choice) throw new Refused('not-found', 'template-not-found', `There is no message ${subject} for ${form}.`);
  return choice;
}

type Permitted = Pick<Extract<PermitAnswer, { granted: true }>, 'disclosures' | 'expiresAt'>;

/**
 * The message with the texts that its permit names; what it says already stays as it is. The task of a call is told how long
 * its permit is there to be asked for.
 */
export function asPermitted(
  deps: Deps,
  message: Prepared,
  { disclosures: owed, expiresAt }: Permitted,
): Promise<Prepared | BlockingReason> {
  const { written } = message;
  const { form, facts } = written;
  const disclosures = owed.map(({ slot }) => slot);
  const interaction = { ...message.interaction, disclosures };
  return orReason(async () => {
    const own = facts.creditor.settings.disclosures;
    const rendered = withDisclosures(written.rendered, disclosures, { form, own });
    if (form === 'voice') return asTask(deps, message, interaction, { ...written, rendered, dialBefore: expiresAt });
    if (rendered === written.rendered) return { ...message, interaction };
    return composed(deps, message, interaction, { ...written, rendered });
  });
}

async function asTask(
  deps: Deps,
  by: Pick<Prepared, 'provider' | 'hasAnother'>,
  call: Interaction,
  written: Written & { dialBefore: Date },
): Promise<Prepared> {
  const whole = await composed(deps, by, call, written);
  const task = { untilRealAt: written.dialBefore, addressHash: whole.outgoing.addressHash };
  return { ...whole, interaction: { ...whole.interaction, task } };
}

/**
 * The bytes that go out. A code stands in these alone: what is kept of its message, and the hash that is told of it, have
 * its mask, as a million tries would tell the code from a hash of the rest.
 */
export async function composed(
  { db, config }: Deps,
  { provider, hasAnother }: Pick<Prepared, 'provider' | 'hasAnother'>,
  interaction: Interaction,
  written: Written,
): Promise<Prepared> {
  const { contact, facts, rendered, at, dialBefore } = written;
  const { sender } = facts.creditor;
  const { first, last } = facts.customer.name;
  const key = keyOf(interaction);
  const attachments = await loadAttachments({ db, config }, interaction.creditorId, interaction.attached ?? []);
  const letter = written.form === 'mail' && provider.takesPages ? await printLetter({ db }, written) : undefined;
  const personName = `${first} ${last}`;
  const link = needsLink(interaction, written.form) ? unsubscribeLink(config, interaction) : undefined;
  const said = link === undefined ? rendered : withLink(rendered, link, rendered.language);
  const message = {
    ...{ key, at, contact, sender, personName, attachments, letter, isAutodialed: false, dialBefore },
    rendered: said,
    ...(link !== undefined && { mailHeaders: unsubscribeHeaders(link) }),
  };
  const kept = await provider.compose(message);
  const bytes = isCode(interaction)
    ? await provider.compose({
        ...message,
        rendered: withCode(said, codeOf(config.ADDRESS_HASH_KEY, interaction._id)),
      })
    : kept;
  const { letterHash: _ofAnother, ...chosen } = interaction;
  return {
    provider,
    hasAnother,
    written,
    outgoing: {
      key,
      sender: sendingAddress(sender, written.form),
      recipient: contact.value ?? '',
      addressHash: addressHash(config.ADDRESS_HASH_KEY, contact),
      bytes,
    },
    interaction: {
      ...chosen,
      content: sealWords(config.CONTENT_KEYS, rendered, interaction),
      messageHash: sha256(kept),
      ...(letter && { letterHash: sha256(letter) }),
    },
  };
}

/** Why a message cannot be made is told like any other reason. */
export async function orReason(make: () => Promise<Prepared>): Promise<Prepared | BlockingReason> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const message = [error.message, ...error.faults.map(({ problem }) => problem)].join(': ');
    return noMessage(error.code, message);
  }
}
