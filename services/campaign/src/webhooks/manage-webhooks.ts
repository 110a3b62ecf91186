import { Router } from 'express';
import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import {
  answerWith,
  caller,
  idempotent,
  read,
  requirePermission,
  theCreditor,
  theCreditors,
  type KeptForm,
} from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { openBytes, sealBytes, transaction, type SealKeys, type Tx } from '@fairdue/store';
import { firstPlaceSince, lastPlace } from '../activity/activity.store.ts';
import { placeActivity } from '../activity/place-activity.ts';
import { placeInFeed } from '../activity/place-in-feed.ts';
import { readQuery } from '../campaigns/read-query.ts';
import type { CampaignConfig } from '../config.ts';
import { newSecret, sealSecret, withSecret } from './secrets.ts';
import type { Webhook } from './webhook.ts';
import { ChangeWebhook, CreateWebhook, Replay, requireReceiver } from './webhook-body.ts';
import { deliveryWire, webhookWire } from './webhook-wire.ts';
import {
  deleteWebhook,
  insertWebhook,
  listDeliveries,
  listWebhooks,
  loadWebhook,
  runRound,
  saveWebhook,
  stopRounds,
} from './webhook.store.ts';

const webhooksMax = 10;

export const DeliveryQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  startingAfter: Id.optional(),
  state: z.enum(['delivered', 'waiting', 'failed']).optional(),
});

/** Answers with a secret are kept for their repeats as closed as the secret itself. */
const sealedAnswers = (keys: SealKeys): KeptForm => ({
  write(body) {
    const { keyId, sealed } = sealBytes(keys, Buffer.from(body), ['kept answer']);
    return `${keyId}:${sealed.toString('base64')}`;
  },
  read(kept) {
    const [keyId = '', sealed = ''] = kept.split(':');
    return openBytes(keys, { keyId, sealed: Buffer.from(sealed, 'base64') }, ['kept answer']).toString();
  },
});

/** What a person changed: work begun before moves nothing, and what is there to send is sent at once, unless it is paused. */
async function change(tx: Tx, before: Webhook, changed: Partial<Webhook>, now: Date): Promise<Webhook> {
  const state = changed.state ?? before.state;
  const revision = before.revision + 1;
  const after = { ...before, ...changed, revision, awake: state !== 'paused', updatedAt: now };
  await saveWebhook(tx, after);
  await stopRounds(tx, after._id);
  if (after.awake) await runRound(tx, after, now);
  return after;
}

/** Where an account's activity is sent, from when the webhook was made on. */
export function manageWebhooksRoute({ db, now, config }: Deps<CampaignConfig>) {
  const keys = config.WEBHOOK_KEYS;
  const once = idempotent({ db, keptAs: sealedAnswers(keys) });
  const path = '/v1/webhooks/:webhookId';
  type Asked = Parameters<typeof caller>[0] & { params?: unknown };
  const mayRead = (req: Asked) => requirePermission(caller(req), 'campaign.webhooks:read');
  const mayWrite = (req: Asked) => requirePermission(caller(req), 'campaign.webhooks:write');
  const theOne = (tx: Tx | { db: typeof db }, req: Asked, webhookId: string): Promise<Webhook> =>
    loadWebhook(tx, theCreditors(caller(req)), webhookId);

  return Router()
    .post('/v1/webhooks', once, async (req, res) => {
      mayWrite(req);
      const { url, description, types } = read(CreateWebhook, req.body);
      const creditorId = theCreditor(caller(req));
      await requireReceiver(url, config);

      const owner = { _id: newId('webhook'), creditorId };
      const secret = newSecret();
      await placeActivity(db, creditorId, now());
      const body = await transaction(db, async (tx) => {
        const others = await listWebhooks(tx, creditorId);
        if (others.length >= webhooksMax)
          throw new Refused('conflict', 'webhooks-too-many', `An account has ${webhooksMax} webhooks at most.`);
        const at = now();
        const webhook: Webhook = {
          ...owner, url, description, types, state: 'active', secrets: [sealSecret(keys, secret, owner)],
          position: await lastPlace(tx, creditorId), since: at, revision: 1, awake: true, failures: 0, cause: null,
          createdAt: at, updatedAt: at,
        }; // prettier-ignore
        await insertWebhook(tx, webhook);
        await runRound(tx, webhook, at);
        const answer = { webhook: webhookWire(webhook), secret };
        await answerWith(tx, req, 201, answer);
        return answer;
      });

      res.status(201).json(body);
    })
    .get('/v1/webhooks', async (req, res) => {
      mayRead(req);
      res.json({ webhooks: (await listWebhooks({ db }, theCreditor(caller(req)))).map(webhookWire) });
    })
    .get(path, async (req, res) => {
      mayRead(req);
      res.json({ webhook: webhookWire(await theOne({ db }, req, req.params.webhookId)) });
    })
    .patch(path, async (req, res) => {
      mayWrite(req);
      const changed = read(ChangeWebhook, req.body);
      if (changed.url !== undefined) await requireReceiver(changed.url, config);

      const after = await transaction(db, async (tx) => {
        const before = await theOne(tx, req, req.params.webhookId);
        const isResumed = before.state === 'paused' && changed.state === 'active';
        return change(tx, before, { ...changed, ...(isResumed && { since: now() }) }, now());
      });

      res.json({ webhook: webhookWire(after) });
    })
    .delete(path, async (req, res) => {
      mayWrite(req);
      await transaction(db, async (tx) => deleteWebhook(tx, await theOne(tx, req, req.params.webhookId)));
      res.status(204).end();
    })
    .post(`${path}/rotate`, once, async (req, res) => {
      mayWrite(req);
      const secret = newSecret();

      const body = await transaction(db, async (tx) => {
        const before = await theOne(tx, req, req.params['webhookId'] as string);
        const secrets = withSecret(before, sealSecret(keys, secret, before), now());
        const answer = { webhook: webhookWire(await change(tx, before, { secrets }, now())), secret };
        await answerWith(tx, req, 200, answer);
        return answer;
      });

      res.json(body);
    })
    .post(`${path}/replay`, idempotent({ db }), async (req, res) => {
      mayWrite(req);
      const from = new Date(read(Replay, req.body).from);
      const { creditorId, _id } = await theOne({ db }, req, req.params['webhookId'] as string);
      await placeActivity(db, creditorId, now());
      const first = await firstPlaceSince(db, creditorId, from);

      const body = await transaction(db, async (tx) => {
        const before = await loadWebhook(tx, [creditorId], _id);
        const position = first === null ? await lastPlace(tx, creditorId) : first - 1;
        const answer = { webhook: webhookWire(await change(tx, before, { position, since: now() }, now())) };
        await answerWith(tx, req, 200, answer);
        return answer;
      });

      res.json(body);
    })
    .get(`${path}/deliveries`, async (req, res) => {
      mayRead(req);
      const { limit, state, startingAfter } = readQuery(DeliveryQuery, req.query);
      const { creditorId, _id } = await theOne({ db }, req, req.params.webhookId);
      const before = startingAfter === undefined ? undefined : await placeInFeed(db, creditorId, startingAfter);

      const rows = await listDeliveries(db, creditorId, _id, { state, before, limit });

      res.json({ deliveries: rows.map(deliveryWire) });
    });
}
