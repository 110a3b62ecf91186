import { Router } from 'express';
import { z } from 'zod';
import { rawBody, read } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { transaction } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { CallbackEvent } from './callback-event.ts';
import { CallbackLine } from './callback-line.ts';
import { verify } from './signature.ts';
import { storeCallbacks } from './store-callbacks.ts';

export const TakenBody = z.strictObject({ taken: z.literal(true) });

const providers = ['sandbox', 'smtp', 'text', 'letter', 'dialer'];

/** What a provider tells about a message it took: believed when signed, fresh and new; effective once, in any order. */
export const callbackRoute = (deps: CommunicatorDeps) => {
  const line = new CallbackLine((callbacks) => transaction(deps.db, (tx) => storeCallbacks(tx, callbacks, deps.now())));
  return Router().post('/callbacks/:provider', async (req, res) => {
    const { provider } = req.params;
    if (!providers.includes(provider))
      throw new Refused('not-found', 'provider-not-found', 'There is no such provider.');
    const webhookId = verify(deps.config.CALLBACK_SECRET, req.headers, new Date(), rawBody(req));
    const event = read(CallbackEvent, req.body);
    await line.take({ id: `${provider} ${webhookId}`, event });
    res.json({ taken: true });
  });
};
