import { caller, read, theCreditor, tracesOfCall } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { Router } from 'express';
import { z } from 'zod';
import { Ask, type AskAnswer } from './ask.ts';
import { grant } from './grant.ts';
import type { Guard } from './guard.ts';
import { knowCustomers } from './know-customers.ts';
import { countAnswer, countRefusal } from './permit-metrics.ts';
import { inSpan } from './permit-span.ts';

const Body = z.strictObject({ asks: z.array(Ask).min(1).max(200) });

/** Decides about contacts and reserves their slots, each ask for itself, and answers in the order of the asks. */
export const askPermitsRoute = (guard: Guard) =>
  Router().post('/internal/permits', async (req, res) => {
    const from = caller(req);
    const { asks } = read(Body, req.body);
    for (const { creditorId } of asks) theCreditor(from, creditorId);

    const unanswered = await knowCustomers(guard, asks);
    const traces = tracesOfCall(req, asks.length);
    const answers = await Promise.all(
      asks.map((ask, i) =>
        inSpan('decide', traces[i], () => answerTo(guard, ask, unanswered.has(ask.customerId)), outcomeOf),
      ),
    );

    for (const answer of answers) {
      countAnswer(guard, 'ask', outcomeOf(answer));
      if ('blocking' in answer) countRefusal(guard, 'ask', answer.blocking);
    }
    res.json({ answers });
  });

/** An ask that cannot be decided now says so and reserves nothing: it is asked again later. */
async function answerTo({ queue }: Guard, ask: Ask, mayExist: boolean): Promise<AskAnswer> {
  try {
    return await queue.submit(ask, (customer, circumstances) => grant(customer, ask, circumstances));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const isUnknown = error.code === 'person-not-found' && !mayExist;
    return { askId: ask.askId, error: isUnknown ? 'unknown-customer' : 'facts-incomplete' };
  }
}

const outcomeOf = (answer: AskAnswer): string =>
  'error' in answer ? answer.error : answer.granted ? 'granted' : 'refused';
