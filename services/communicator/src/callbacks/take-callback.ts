import { Router } from 'express';
import { z } from 'zod';
import { rawBody, read, verifyWebhook } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { transaction } from '@fairdue/store';
import { currentTrace } from '@fairdue/telemetry';
import type { CommunicatorDeps } from '../config.ts';
import { deliveryOf } from '../providers/delivery.ts';
import { answerDialer, DialAnswer } from '../dispatch/answer-dialer.ts';
import { CallbackBody } from './callback-event.ts';
import { CallbackLine } from './callback-line.ts';
import { readMailReport } from './mail-report.ts';
import { storeCallbacks } from './store-callbacks.ts';

export const TakenBody = z.strictObject({ taken: z.literal(true) });
export const CallbackAnswer = z.union([TakenBody, DialAnswer]);

/**
 * What a provider tells about a message it took: believed when signed, fresh and new; effective once, in any order. A dialer
 * also asks here, about a call that is about to be made.
 */
export const callbackRoute = (deps: CommunicatorDeps) => {
  const alarm = (interactionId: string): void => tellUnasked(deps, interactionId);
  callsWithoutLeave(deps).inc(0);
  const line = new CallbackLine((callbacks) =>
    transaction(deps.db, (tx) => storeCallbacks(tx, callbacks, deps.now(), alarm)),
  );
  return Router().post('/callbacks/:provider', async (req, res) => {
    const { provider } = req.params;
    const secrets = (await deliveryOf(deps)).secretsOf(provider);
    if (!secrets) throw new Refused('not-found', 'provider-not-found', 'There is no such provider.');
    const webhookId = verifyWebhook(secrets, req.headers, new Date(), rawBody(req));
    const from = provider === 'sandbox' ? null : provider;
    const told = read(CallbackBody, req.body);
    const id = `${provider} ${webhookId}`;
    if (told.type === 'call.due')
      return answerDialer(deps, { id, from, key: told.key }, (answer) => void res.json(answer));
    const event = 'message' in told ? readMailReport(Buffer.from(told.message, 'base64')) : told;
    if (event) await line.take({ id, from, event, trace: currentTrace() });
    res.json({ taken: true });
  });
};

const callsWithoutLeave = ({ metrics }: Pick<CommunicatorDeps, 'metrics'>) =>
  metrics.counter(
    'fairdue_calls_without_leave_total',
    'Calls that a dialer made without having been told to: silence may have been broken.',
  );

function tellUnasked({ log, metrics }: CommunicatorDeps, interactionId: string): void {
  callsWithoutLeave({ metrics }).inc();
  log.error({ interactionId }, 'a dialer made a call without leave');
}
