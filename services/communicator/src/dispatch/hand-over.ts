import { randomUUID } from 'node:crypto';
import type { BlockingReason } from '@fairdue/contracts';
import type { CommunicatorDeps } from '../config.ts';
import type { Answer, OpenHandOver, OpenMessage, OpenTask, Provider } from '../providers/provider.ts';
import { consumePermits, NotStarted, stopwatch, type ConsumedPermit, type NotConsumed } from './consumed-permit.ts';
import { beginEach } from './contact-spans.ts';
import type { Prepared } from './prepare-message.ts';
import { reportPermits, type PermitReport } from './report-permits.ts';

/** A message with a granted permit, stored as `dispatching`. */
export type Ready = Pick<Prepared, 'interaction' | 'outgoing' | 'hasAnother'> & {
  provider: Provider;
  permitId: string;
};

export type HandOverResult =
  | Answer
  /** A dialer has the task of a call, and asks before it dials. Its permit stays as it is. */
  | { kind: 'posted'; providerMessageId: string | null }
  | { kind: 'not-started'; cause: string; permanent: boolean }
  /** This provider certainly has not taken it, and another one may. */
  | { kind: 'turned-away'; cause: string; provider: string }
  /** The guard gave no leave this time, or no answer: to be asked for anew, and no failure of the provider. */
  | { kind: 'put-back'; cause: string }
  | { kind: 'blocked'; blocking: BlockingReason[]; nextAllowedAt: string | null };

type Opened<Connection = OpenHandOver> = { ready: Ready; connection: Connection };
const isTask = (opened: Opened): opened is Opened<OpenTask> => 'post' in opened.connection;
const isMessage = (opened: Opened): opened is Opened<OpenMessage> => 'commit' in opened.connection;

const notStarted = (error: unknown): HandOverResult => {
  if (!(error instanceof NotStarted)) throw error;
  return { kind: 'not-started', cause: error.message, permanent: error.permanent };
};

/**
 * Hands messages over, each on its own connection: connect, consume, check the deadline in the tick of the byte that
 * commits, check once more, report. A dialer is given its task, and consumes when it is about to dial. Nothing here decides
 * whether to send again.
 */
export async function handOver(
  deps: CommunicatorDeps,
  messages: readonly Ready[],
): Promise<Map<string, HandOverResult>> {
  const results = new Map<string, HandOverResult>();
  const told: Promise<void>[] = [];
  const { HAND_OVERS_AT_ONCE: atOnce } = deps.config;
  for (let start = 0; start < messages.length; start += atOnce) {
    const some = messages.slice(start, start + atOnce);
    const { ended, reports } = await handOverInSpans(deps, some);
    told.push(reportPermits(deps, reports)); // at once, and the next ones need not wait for it
    for (const [id, result] of ended) results.set(id, result);
  }
  await Promise.all(told);
  return results;
}

type Ended = { ended: ReadonlyMap<string, HandOverResult>; reports: PermitReport[] };

async function handOverInSpans(deps: CommunicatorDeps, messages: readonly Ready[]): Promise<Ended> {
  const spans = beginEach(
    'hand over',
    messages.map(({ interaction }) => interaction),
  );
  try {
    const done = await handOverTogether(deps, messages);
    for (const { interaction, provider } of messages) {
      const kind = done.ended.get(interaction._id)?.kind;
      spans.end(interaction._id, { 'fairdue.provider': provider.name, 'fairdue.outcome': kind }, kind === 'unknown');
    }
    return done;
  } finally {
    spans.endRest();
  }
}

async function handOverTogether(deps: CommunicatorDeps, messages: readonly Ready[]): Promise<Ended> {
  const results = new Map<string, HandOverResult>();
  const reports: PermitReport[] = [];
  const end = ({ interaction, permitId }: Ready, outcome: PermitReport['outcome'], result: HandOverResult): void => {
    results.set(interaction._id, result);
    reports.push({ permitId, creditorId: interaction.creditorId, customerId: interaction.customerId ?? '', outcome });
  };

  const opened: Opened[] = [];
  await Promise.all(
    messages.map(async (ready) => {
      try {
        opened.push({ ready, connection: await ready.provider.open(ready.outgoing) });
      } catch (error) {
        end(ready, 'released', orToAnother(ready, notStarted(error)));
      }
    }),
  );

  const posted = opened.filter(isTask).map(({ ready, connection }) => ({ ready, answer: connection.post() }));
  const messagesOpen = opened.filter(isMessage);
  const permits = await consumeFor(
    deps,
    messagesOpen.map(({ ready }) => ready),
  );
  const begun = messagesOpen.flatMap(({ ready, connection }) => {
    const permit = permits.get(ready.permitId);
    if (permit && 'start' in permit) return [{ ready, ...commit(connection, permit) }];
    connection.abandon();
    end(ready, permit?.blocking.length ? 'released' : 'not-started', refusedAtHandOver(permit));
    return [];
  });
  for (const { ready, answer, overran } of begun) {
    const result = await answer.catch(notStarted);
    if (overran) tellOverrun(deps, ready);
    if (result.kind === 'unknown' && !overran) results.set(ready.interaction._id, result);
    else if (result.kind === 'not-started') end(ready, 'not-started', result);
    else end(ready, overran ? 'overrun' : wasTaken(result) ? 'answered' : 'not-started', orToAnother(ready, result));
  }
  for (const { ready, answer } of posted) {
    const result = await answer;
    if (result.kind === 'refused') end(ready, 'released', orToAnother(ready, result));
    else results.set(ready.interaction._id, result.kind === 'accepted' ? { ...result, kind: 'posted' } : result);
  }
  return { ended: results, reports };
}

/**
 * Another provider is for what this one certainly does not have: it gave no connection, or put the message off. What is lost
 * is never sent by another.
 */
function orToAnother({ hasAnother, provider }: Ready, result: HandOverResult): HandOverResult {
  if (!hasAnother || (result.kind !== 'not-started' && result.kind !== 'refused') || result.permanent) return result;
  const cause = result.kind === 'refused' ? result.reason : result.cause;
  return { kind: 'turned-away', cause, provider: provider.name };
}

/** The check, the committing byte and the second check happen without anything between them. */
function commit(connection: OpenMessage, permit: ConsumedPermit): { answer: Promise<Answer>; overran: boolean } {
  const answer = connection.commit(permit);
  answer.catch(() => undefined); // awaited after all others have begun
  return { answer, overran: permit.overran() };
}

/** No answer of the guard: nobody knows whether these were consumed, so none of them starts. */
export async function consumeFor(
  { upstream, log }: Pick<CommunicatorDeps, 'upstream' | 'log'>,
  messages: readonly Pick<Ready, 'interaction' | 'permitId'>[],
): Promise<Map<string, ConsumedPermit | NotConsumed>> {
  const asks = messages.map(({ interaction, permitId }) => ({
    permitId,
    creditorId: interaction.creditorId,
    customerId: interaction.customerId ?? '',
    contactId: interaction.contactId ?? '',
    channel: interaction.channel,
    askId: interaction._id,
    handOverId: randomUUID(),
  }));
  const spans = beginEach(
    'consume permit',
    messages.map(({ interaction }) => interaction),
  );
  try {
    const permits = await consumePermits(upstream('compliance-guard'), asks, stopwatch, spans.ofCall);
    for (const { interaction, permitId } of messages) {
      const permit = permits.get(permitId);
      if (permit) spans.end(interaction._id, { 'fairdue.outcome': 'start' in permit ? 'consumed' : permit.code });
    }
    return permits;
  } catch (error) {
    log.warn({ err: error, permits: asks.length }, 'permits could not be consumed');
    return new Map();
  } finally {
    spans.endRest();
  }
}

/** What a provider put off is no contact, and its slot is free again. What is lost is reported when that is known. */
const wasTaken = (result: HandOverResult): boolean =>
  result.kind === 'accepted' || (result.kind === 'refused' && result.permanent);

export const refusedAtHandOver = (answer: NotConsumed | undefined): HandOverResult =>
  answer && answer.blocking.length > 0
    ? { kind: 'blocked', blocking: answer.blocking, nextAllowedAt: answer.nextAllowedAt }
    : { kind: 'put-back', cause: answer ? `permit ${answer.code}` : 'the guard did not answer' };

export const overrunsOf = ({ metrics }: Pick<CommunicatorDeps, 'metrics'>) =>
  metrics.counter(
    'fairdue_hand_over_overruns_total',
    'Messages begun after their permit’s window: silence may have been broken.',
  );

export function tellOverrun(
  { log, metrics }: Pick<CommunicatorDeps, 'log' | 'metrics'>,
  { permitId, interaction }: Pick<Ready, 'permitId' | 'interaction'>,
): void {
  overrunsOf({ metrics }).inc();
  log.error({ permitId, interactionId: interaction._id }, 'a message was begun after its permit’s window');
}
