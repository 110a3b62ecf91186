import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import { Id, Instant, RecordedBy } from '@fairdue/contracts';
import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { pageOf, readCursor } from '@fairdue/store';
import { contactAmong } from '../contacts/contact.ts';
import { loadCustomer, requireCustomer, type Reader } from '../customers/customer.store.ts';
import { loadDebt } from '../debts/debt.store.ts';
import { loadPayment } from '../payments/payment.store.ts';
import { loadPlan } from '../plans/payment-plan.store.ts';
import { contactHistory } from './contact-history.ts';
import { changesOf, type Change } from './history.store.ts';

export const HistoryQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional(),
});

/** A contact is known by its customer. */
export const ContactHistoryQuery = HistoryQuery.extend({ customerId: Id });

export const ChangeBody = z
  .strictObject({
    eventId: Id,
    type: z.string(),
    version: z.int(),
    at: Instant,
    recordedBy: RecordedBy,
    state: z
      .record(z.string(), z.unknown())
      .meta({ description: 'How things stood after it, as the event of that type carries it.' }),
  })
  .meta({ id: 'Change' });
export const HistoryBody = z.strictObject({ items: z.array(ChangeBody), next: z.string().nullable() });

const shown = ({ _id, type, version, at, recordedBy, state }: Change): z.infer<typeof ChangeBody> => ({
  eventId: _id,
  type,
  version,
  at: at.toISOString(),
  recordedBy,
  state,
});

/** Nouns that have a history, and how to know that one of them exists. */
const nouns = {
  customers: requireCustomer,
  debts: loadDebt,
  payments: (reader: Reader, creditorId: string, id: string) => loadPayment(reader, [creditorId], id),
  plans: (reader: Reader, creditorId: string, id: string) => loadPlan(reader, [creditorId], id),
} as const;
type Noun = keyof typeof nouns;
const names = Object.keys(nouns) as Noun[];

export const historyPaths = new RegExp(`^/agency/v1/(contacts|${names.join('|')})/[^/]+/history/?$`);

/** Version by version what became of an entity, who did it, and why in their words. The latest change follows in a moment. */
export function readHistoryRoutes({ db }: Deps) {
  const ofContact: RequestHandler<{ id: string }> = async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.contacts:read');
    const creditorId = theCreditor(from);
    const { customerId, limit, after } = read(ContactHistoryQuery, req.query);
    const { contacts } = await loadCustomer({ db }, creditorId, customerId);
    const { contactId } = contactAmong(contacts, req.params.id);

    const rows = await contactHistory(
      db,
      { creditorId, customerId, contactId },
      limit + 1,
      readCursor(after, ['number']),
    );
    const { items, next } = pageOf(rows, limit, ['sequence']);

    res.json({ items: items.map(shown), next });
  };
  const historyOf =
    (noun: Noun): RequestHandler<{ id: string }> =>
    async (req, res) => {
      const from = caller(req);
      requirePermission(from, `agency.${noun}:read`);
      const creditorId = theCreditor(from);
      const { limit, after } = read(HistoryQuery, req.query);
      const { id } = req.params;
      await nouns[noun]({ db }, creditorId, id);

      const rows = await changesOf(db, creditorId, id, limit + 1, readCursor(after, ['number']));
      const { items, next } = pageOf(rows, limit, ['sequence']);

      res.json({ items: items.map(shown), next });
    };
  const router = Router().get('/agency/v1/contacts/:id/history', ofContact);
  for (const noun of names) router.get(`/agency/v1/${noun}/:id/history`, historyOf(noun));
  return router;
}
