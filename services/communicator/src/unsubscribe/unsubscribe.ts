import { Router, type Response } from 'express';
import { describeError } from '@fairdue/http';
import { Unavailable } from '@fairdue/refused';
import type { CommunicatorDeps } from '../config.ts';
import { knowCreditor } from '../creditors/learn-creditors.ts';
import { loadCustomers } from '../customers/customer.store.ts';
import { receiveOnce } from '../inbound/receive.ts';
import { loadInteractions } from '../interactions/interaction.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { linkUnknown, readLink } from './unsubscribe-link.ts';
import { askPage, donePage, notYetPage } from './unsubscribe-page.ts';

/**
 * The link of an email: a page that asks, and the click that ends emails to the address it went to, on the page or in a mail
 * program (RFC 8058). It is a STOP that came by email: stored, held at the guard, and then answered.
 */
export const unsubscribeRoute = (deps: CommunicatorDeps) =>
  Router()
    .get('/unsubscribe/:link', async (req, res) => {
      const { language, company } = await emailOf(deps, req.params.link);
      show(res, 200, askPage(language, company));
    })
    .post('/unsubscribe/:link', async (req, res) => {
      const { email, language, company } = await emailOf(deps, req.params.link);
      try {
        await stop(deps, email);
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        return show(res.set(describeError(error).headers), 503, notYetPage(language));
      }
      show(res, 200, donePage(language, company));
    });

function show(res: Response, status: number, page: string): void {
  const policy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";
  res.status(status).set('content-security-policy', policy).type('html').send(page);
}

type Email = Interaction & { customerId: string };

async function emailOf(deps: CommunicatorDeps, link: string) {
  const { creditorId, interactionId } = readLink(deps.config, link);
  const email = (await loadInteractions(deps, creditorId, [interactionId])).get(interactionId);
  if (!email || email.customerId === null) throw linkUnknown();
  const creditor = await knowCreditor(deps, creditorId);
  return {
    email: { ...email, customerId: email.customerId },
    language: email.language ?? 'en',
    company: creditor?.sender.companyName ?? '',
  };
}

/** Clicks of one day are one wish: on another day consent may have been given anew, and taken back. */
async function stop(deps: CommunicatorDeps, email: Email): Promise<void> {
  const { _id: previousInteractionId, creditorId, customerId, contactId } = email;
  const customer = (await loadCustomers(deps, creditorId, [customerId])).get(customerId);
  const from = customer?.contacts.find((each) => each.contactId === contactId)?.value;
  const day = deps.now().toISOString().slice(0, 10);
  const content = { subjectLine: 'Unsubscribe', contentText: '', ...(from !== undefined && { from }) };
  const message = { channel: 'email', direction: 'inbound', theme: 'inbRequest', status: 'succeeded' } as const;
  await receiveOnce(
    deps,
    creditorId,
    { ...message, content, contactId, previousInteractionId, borrower: { id: customerId } },
    JSON.stringify([creditorId, 'unsubscribe', previousInteractionId, day]),
  );
}
