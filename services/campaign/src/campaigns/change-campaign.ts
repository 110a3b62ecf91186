import assert from 'node:assert/strict';
import type { Request } from 'express';
import { z } from 'zod';
import { answerWith, caller, read, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { findCampaigns, findOwnCampaign } from './campaign.store.ts';
import { campaignWire, type OneCampaign } from './campaign-wire.ts';
import { saveSituations, situationsOf } from './situation.store.ts';
import type { Actor, Situation } from './situation.ts';

const Params = z.object({ documentId: z.string(), campaignId: z.string() });

/** Has a person of the staff change one campaign, on what is known at this moment, and answers with it. */
export async function changeCampaign(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  req: Request,
  change: (situation: Situation, actor: Actor, now: Date) => Situation,
): Promise<z.output<typeof OneCampaign>> {
  const by = caller(req);
  const { documentId, campaignId } = read(Params, req.params);
  const found = await findOwnCampaign(db, by.creditorIds, documentId, campaignId);
  const creditorId = theCreditor(by, found.creditorId);

  return transaction(db, async (tx) => {
    const at = now();
    const [before] = await situationsOf(tx, creditorId, await findCampaigns(tx, creditorId, [campaignId]));
    assert(before);
    const after = change(before, { kind: 'user', id: by.accountId }, at);
    if (after !== before) await saveSituations(tx, [{ before, after }], at);
    const answer = { campaign: campaignWire(after.campaign, after.touches) };
    await answerWith(tx, req, 200, answer);
    return answer;
  });
}
