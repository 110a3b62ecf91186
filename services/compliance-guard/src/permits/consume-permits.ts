import { caller, read, theCreditor, tracesOfCall } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { Router } from 'express';
import { z } from 'zod';
import { Consumption, type ConsumptionAnswer } from './ask.ts';
import { consume } from './consume.ts';
import type { Guard } from './guard.ts';
import { knowCustomers } from './know-customers.ts';
import { countAnswer, countRefusal } from './permit-metrics.ts';
import { inSpan } from './permit-span.ts';

const Body = z.strictObject({ permits: z.array(Consumption).min(1).max(200) });

/** Turns permits into hand-overs, each once, if every rule still agrees at this instant. */
export const consumePermitsRoute = (guard: Guard) =>
  Router().post('/internal/permits/consume', async (req, res) => {
    const from = caller(req);
    const { permits } = read(Body, req.body);
    for (const { creditorId } of permits) theCreditor(from, creditorId);

    const traces = tracesOfCall(req, permits.length);
    const first = await Promise.all(
      permits.map((asked, i) => inSpan('decide at hand-over', traces[i], () => answerTo(guard, asked), outcomeOf)),
    );
    const answers = await askedAgain(guard, permits, first);

    for (const answer of answers) {
      countAnswer(guard, 'hand-over', outcomeOf(answer));
      if ('blocking' in answer) countRefusal(guard, 'hand-over', answer.blocking);
    }
    res.json({ answers });
  });

const outcomeOf = (answer: ConsumptionAnswer): string => (answer.consumed ? 'consumed' : answer.code);

const isIncomplete = (answer: ConsumptionAnswer | undefined): boolean =>
  answer !== undefined && !answer.consumed && answer.code === 'facts-incomplete';

/** Whose owner's view is missing is asked for at recover, and their permits are looked at once more. */
async function askedAgain(
  guard: Guard,
  permits: readonly Consumption[],
  answers: readonly ConsumptionAnswer[],
): Promise<ConsumptionAnswer[]> {
  const incomplete = permits.filter((_, i) => isIncomplete(answers[i]));
  await knowCustomers(guard, incomplete);
  const again = new Map(
    await Promise.all(incomplete.map(async (asked) => [asked, await answerTo(guard, asked)] as const)),
  );
  return answers.map((answer, i) => again.get(permits[i] as Consumption) ?? answer);
}

/** A permit of a customer we do not know is a permit that never was. */
async function answerTo({ queue }: Guard, asked: Consumption): Promise<ConsumptionAnswer> {
  try {
    return await queue.submit(asked, (customer, circumstances) => consume(customer, asked, circumstances));
  } catch (error) {
    if (error instanceof Refused) return { permitId: asked.permitId, consumed: false, code: 'unknown' };
    throw error;
  }
}
