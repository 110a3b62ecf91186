import { Router } from 'express';
import { answerWith, caller, HttpFault, idempotent, read, requirePermission, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import { transaction } from '@fairdue/store';
import type { CommunicatorDeps } from '../../config.ts';
import { blankInteraction, type Interaction } from '../../interactions/interaction.ts';
import { sealWords, type ContentKeys } from '../../interactions/sealed-content.ts';
import { freeFormWriter, type FreeForm } from '../../rendering/free-form.ts';
import { factsAbout, theCompany, type RequestFacts } from '../../rendering/request-facts.ts';
import { askForLeave, giveBack, noContact } from '../ask-for-leave.ts';
import { theInteraction } from '../previous-interaction.ts';
import { afterLeave, storeAsked } from '../store-asked.ts';
import { themesOfMessage } from '../themes-of-message.ts';
import { freeFormAnswer, type Row } from './free-form-answer.ts';
import { FreeFormRequest } from './free-form-request.ts';
import { recipientsOf, type Recipient } from './recipients.ts';

const subject = 'freeFormBranded';
/** What all messages of one request may hold together: they are stored in one transaction. */
const charsMax = 8 * 1024 * 1024;
const writtenAtOnce = 16;

/** C21: each recipient is decided about alone, and has an interaction of their own, accepted or refused. */
export const sendFreeFormRoute = (deps: CommunicatorDeps) =>
  Router().post('/api/communicator/send-free-form-email', idempotent(deps), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'communicator.message:send');
    const creditorId = theCreditor(from);
    const body = read(FreeFormRequest, req.body);
    const themes = themesOfMessage(subject, body.theme);
    const recipients = await recipientsOf(deps, creditorId, body, deps.now());
    const previousInteractionId = await previousOf(deps, creditorId, body, recipients);
    const words = await writeAll(deps, creditorId, body, recipients);

    const said = { ...themes, previousInteractionId, isTransactional: body.isTransactional };
    const asked = recipients.map((recipient, i): Row => ({
      recipient,
      row: messageTo(deps.config.CONTENT_KEYS, recipient, words[i] as Written, said, deps.now()),
    }));
    const askable = asked.filter(({ recipient }) => recipient.contactId !== undefined).map(({ row }) => row);
    const leaves = await askForLeave(deps, askable);
    const rows = asked.map(({ recipient, row }): Row => {
      const leave = leaves.get(row._id) ?? noContact('email');
      return { recipient, row: afterLeave(row, leave, deps.now()) };
    });

    const stored = rows.map(({ row }) => row);
    const answer = freeFormAnswer(rows);
    await giveBack(deps, stored.filter(({ status }) => status === 'scheduled')); // prettier-ignore
    try {
      await transaction(deps.db, async (tx) => {
        await storeAsked(tx, stored, deps.now());
        if (answer.status === 202) await answerWith(tx, req, answer.status, answer);
      });
    } catch (error) {
      await giveBack(deps, stored);
      throw error;
    }
    res.status(answer.status).json(answer);
  });

/** The contact that it follows on, with one of those who are written to. */
async function previousOf(
  deps: CommunicatorDeps,
  creditorId: string,
  { previousInteractionId }: FreeFormRequest,
  recipients: readonly Recipient[],
): Promise<string | null> {
  if (previousInteractionId === undefined) return null;
  const found = await theInteraction(deps.db, creditorId, previousInteractionId, 'previousInteractionId');
  if (recipients.some(({ person }) => person._id === found.customerId)) return found._id;
  throw new Refused('not-found', 'interaction-not-found', 'There is no such interaction', [
    { path: 'previousInteractionId', problem: 'is no interaction with a recipient' },
  ]);
}

type Written = FreeForm & { facts: RequestFacts };

/** Written once for each person and subject line, a few at a time. */
async function writeAll(
  deps: CommunicatorDeps,
  creditorId: string,
  body: FreeFormRequest,
  recipients: readonly Recipient[],
): Promise<Written[]> {
  const creditor = await theCompany(deps, creditorId);
  const write = await freeFormWriter(deps, creditor, body);
  const written = new Map<string, Written>();
  const keyOf = ({ person, subjectLine }: Recipient): string => JSON.stringify([person._id, subjectLine]);
  const toWrite = [...new Map(recipients.map((each) => [keyOf(each), each]))];
  for (let start = 0; start < toWrite.length; start += writtenAtOnce)
    await Promise.all(
      toWrite.slice(start, start + writtenAtOnce).map(async ([key, { person, subjectLine }]) => {
        const facts = await factsAbout(deps, creditor, person, body);
        written.set(key, { ...(await write(facts, subjectLine)), facts });
      }),
    );
  const all = recipients.map((each) => written.get(keyOf(each)) as Written);
  const chars = all.reduce((sum, { text, html }) => sum + text.length + (html?.length ?? 0), 0);
  if (chars > charsMax) throw new HttpFault(413, 'body-too-large', 'Together the messages are too large: send fewer.');
  return all;
}

type Said = Pick<Interaction, 'theme' | 'otherTheme' | 'previousInteractionId' | 'isTransactional'>;

function messageTo(
  keys: ContentKeys,
  { person, contactId, plannedFor }: Recipient,
  words: Written,
  said: Said,
  now: Date,
): Interaction {
  const { loan, loans = [], case: about } = words.facts;
  return {
    ...blankInteraction(newId('interaction'), person.creditorId, now),
    ...said,
    customerId: person._id,
    direction: 'outbound',
    channel: 'email',
    subject,
    contactId: contactId ?? null,
    debtIds: [...new Set([...(loan ? [loan] : []), ...loans].map(({ _id }) => _id))],
    caseId: about?.holdId ?? null,
    status: plannedFor ? 'scheduled' : 'attempted',
    handOver: 'waiting',
    scheduledAtFrom: plannedFor,
    startedAt: plannedFor ?? now,
    isWritten: true,
    language: words.language,
    content: sealWords(keys, words, { creditorId: person.creditorId, customerId: person._id }),
    templateVersionId: words.templateVersionId,
    templateRevision: words.templateRevision,
    sensitive: words.sensitive,
  };
}
