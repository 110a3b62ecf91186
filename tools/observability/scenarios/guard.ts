import { DebtUpdatedV1 } from '@fairdue/contracts';
import { anEvent, eventually } from '@fairdue/testing';
import { aDebt, anAsk, emailId, theUseOf } from '../../../services/compliance-guard/src/examples.ts';
import { startGuard, type Guard } from '../../../services/compliance-guard/src/start-guard.ts';
import { scraped, type Course, type Scenario } from './course.ts';
import { sealerStuck } from './sealer-stuck.ts';

const seen = (guard: Guard) => ({ scrape: () => scraped(guard.running.deps.metrics), end: () => guard.stop() });

/** A contact that is let through up to its hand-over, of which nobody has said how it ended. */
async function handedOver(guard: Guard) {
  const { customerId } = await guard.givenCustomer();
  const ask = anAsk(customerId, { channel: 'email', contactId: emailId });
  const [answer] = await guard.ask(ask);
  if (!answer || !('granted' in answer) || !answer.granted) throw new Error('The scenario needs a permit.');
  await guard.consume(theUseOf(ask, answer.permitId));
  return { customerId, permitId: answer.permitId };
}

const decided: Scenario = {
  what: 'permits asked for, refused, used and reported on',
  moves: [
    'fairdue_guard_answers_total{question="ask"}',
    'fairdue_guard_answers_total{question="hand-over"}',
    'fairdue_guard_answers_total{question="report"}',
    'fairdue_http_request_seconds_bucket',
    'fairdue_permits_refused_total',
  ],
  async begin(): Promise<Course> {
    const guard = await startGuard();
    const happen = async (): Promise<void> => {
      const { customerId, permitId } = await handedOver(guard);
      await guard.report({ permitId, customerId, outcome: 'answered' });
      await guard.hold(customerId);
      await guard.ask(anAsk(customerId));
    };
    await happen();
    return { ...seen(guard), happen };
  },
};

const incomplete: Scenario = {
  what: 'a customer of whom the guard has a dead letter',
  moves: [
    'fairdue_guard_answers_total{question="ask"}',
    'fairdue_guard_answers_total{question="ask",outcome="facts-incomplete"}',
  ],
  fires: ['FairdueFactsIncomplete'],
  async begin(): Promise<Course> {
    const guard = await startGuard();
    const { customerId } = await guard.givenCustomer();
    const broken = anEvent(DebtUpdatedV1, aDebt(customerId));
    await guard.deliver({ ...broken, data: { ...broken.data, status: 'Unheard' } });
    const happen = () => guard.ask(anAsk(customerId));
    await happen();
    return { ...seen(guard), happen };
  },
};

const slowSilence: Scenario = {
  what: 'a stop whose message under way nobody reports on',
  moves: ['fairdue_silence_seconds_bucket', 'fairdue_silence_seconds_count'],
  fires: ['FairdueSilenceSlow'],
  async begin(): Promise<Course> {
    const guard = await startGuard({ config: { SILENCE_AFTER_MS: '6100' } });
    const { customerId } = await handedOver(guard);
    return { ...seen(guard), happen: () => guard.hold(customerId) };
  },
};

const unsealed: Scenario = {
  what: 'evidence that nobody chains, until somebody does',
  moves: ['fairdue_sealing_oldest_seconds'],
  fires: ['FairdueSealingLate'],
  async begin(): Promise<Course> {
    const guard = await startGuard({ config: { EVIDENCE_SEAL_EVERY_MS: '20' } });
    const sealer = sealerStuck(guard.db, 'evidence-sealer');
    return {
      ...seen(guard),
      async happen() {
        await sealer.begin();
        const { customerId } = await guard.givenCustomer();
        await guard.ask(anAsk(customerId));
        await eventually(async () => (await guard.db.collection('evidence').countDocuments({ sealed: false })) > 0);
        await guard.moveTo(new Date(guard.clock.now().getTime() + 10 * 60_000));
      },
      heal: () => sealer.end(),
    };
  },
};

export const guards: readonly Scenario[] = [decided, incomplete, slowSilence, unsealed];
