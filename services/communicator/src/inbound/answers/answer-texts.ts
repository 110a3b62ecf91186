import { newId } from '@fairdue/ids';
import { causeOf, Unavailable } from '@fairdue/refused';
import { job, tryAgain, type JobOutcome } from '@fairdue/timers';
import type { CommunicatorDeps } from '../../config.ts';
import { creditorFor } from '../../creditors/creditor-for.ts';
import { loadCustomers, loadDebts } from '../../customers/customer.store.ts';
import { loadInteractions } from '../../interactions/interaction.store.ts';
import { blankInteraction, type Interaction } from '../../interactions/interaction.ts';
import { openContent, sealWords } from '../../interactions/sealed-content.ts';
import { storeAsked } from '../../sending/store-asked.ts';
import { stopAnswer } from '../../templates/built-in/wording.ts';
import { chooseTemplate } from '../../templates/choose-template.ts';
import { renderMessage } from '../../templates/render-message.ts';
import { findLiveDescriptors } from '../../templates/stored/descriptor.store.ts';
import { wordsOf } from '../content.ts';
import { holdStop } from '../hold-stop.ts';
import { asksInSpanish } from '../stop-words.ts';
import { answerJob } from './answer-later.ts';
import { answerTo, answerUntil } from './answer.ts';

/**
 * Answers a STOP, once the guard has its hold, and a HELP. The answer is a message like any other, on a permit of its own;
 * what cannot go out in its time does not go out. It is stored with the end of its job, so a crash before makes it anew.
 */
export const answerTexts = (deps: CommunicatorDeps) =>
  job(answerJob, (rows) =>
    Promise.all(
      rows.map(async (each): Promise<JobOutcome> => {
        try {
          const row = await answer(deps, each.data.creditorId, each.id);
          return { id: each.id, done: (tx) => (row ? storeAsked(tx, [row], deps.now()) : Promise.resolve()) };
        } catch (error) {
          return tryAgain(each, causeOf(error), 1_000);
        }
      }),
    ),
  );

/** undefined: there is no answer to be given. */
async function answer(deps: CommunicatorDeps, creditorId: string, id: string): Promise<Interaction | undefined> {
  const text = (await loadInteractions(deps, creditorId, [id])).get(id);
  if (!text || text.understoodAs === null || text.customerId === null || text.contactId === null) return undefined;
  const { customerId, contactId, channel } = text;
  const wish = { creditorId, customerId, contactId, channel, interactionId: id };
  if (text.understoodAs === 'stop') await holdStop(deps, wish, 'none');
  if (deps.now() < answerUntil(text)) return write(deps, { ...text, customerId }, answerTo(text.understoodAs).subject);
  deps.log.warn({ interactionId: id }, 'a text could not be answered in time');
  return undefined;
}

async function write(
  deps: CommunicatorDeps,
  text: Interaction & { customerId: string },
  subject: ReturnType<typeof answerTo>['subject'],
): Promise<Interaction> {
  const { creditorId, customerId, contactId, debtIds } = text;
  const writerOf = await creditorFor(deps, creditorId);
  const customer = (await loadCustomers(deps, creditorId, [customerId])).get(customerId);
  if (!writerOf || !customer) throw new Unavailable('facts-incomplete', 'Creditor or customer are not known yet.', 1);
  const debt = (await loadDebts(deps, creditorId, debtIds)).get(debtIds[0] ?? '');
  const creditor = writerOf(debt);
  const contact = customer.contacts.find((each) => each.contactId === contactId);

  const content = text.content && openContent(deps.config.CONTENT_KEYS, text.content, text);
  const choice = chooseTemplate(
    subject === stopAnswer ? [] : await findLiveDescriptors(deps.db, creditorId, [subject]),
    {
      subject,
      channel: 'text',
      personLanguage: asksInSpanish(wordsOf('text', content)) ? 'es' : customer.language,
      creditorLanguages: creditor.settings.languages,
      productId: null,
      tone: 'neutral',
    },
  );
  if (!choice) throw new Error('Every answer is built in.');
  const now = deps.now();
  const words = await renderMessage(deps, choice, 'text', { creditor, customer, contact, tone: 'neutral', now });
  return {
    ...blankInteraction(newId('interaction'), creditorId, now),
    customerId,
    direction: 'outbound',
    channel: 'text',
    theme: 'opsServicing',
    subject,
    contactId,
    debtIds,
    status: 'attempted',
    handOver: 'waiting',
    isWritten: true,
    isTransactional: true,
    language: words.language,
    content: sealWords(deps.config.CONTENT_KEYS, words, { creditorId, customerId }),
    templateVersionId: words.templateVersionId,
    templateRevision: words.templateRevision,
    sensitive: choice.sensitive,
    previousInteractionId: text._id,
    scheduledAtTo: answerUntil(text),
  };
}
