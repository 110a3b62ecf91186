import express, { type Express } from 'express';

type Facts = { customerId: string; reference?: string | undefined };
type Added = { customerId: string; contact: Record<string, unknown> };

/** A recover of the wire only: it knows whom a test told it of, and takes contacts. */
export function fakeRecover() {
  const recover = {
    app: express().use(express.json()) as Express,
    /** Customers with their debts, as their facts say them, that no event has told of. */
    knows: [] as { customer: Facts; debts: object[] }[],
    added: [] as Added[],
    /** Who was erased there since. */
    erased: new Set<string>(),
    contactId: 'CT-1-TOLD',
  };
  const answer = (whole: object | undefined, res: express.Response): void => {
    if (whole) res.json(whole);
    else res.status(404).type('application/problem+json').json({ code: 'customer-not-found', status: 404 });
  };
  recover.app.get('/internal/customers/:customerId', (req, res) =>
    answer(
      recover.knows.find(({ customer }) => customer.customerId === req.params.customerId),
      res,
    ),
  );
  recover.app.get('/internal/customers', (req, res) =>
    answer(
      recover.knows.find(({ customer }) => customer.reference === req.query['reference']),
      res,
    ),
  );
  recover.app.post('/internal/customers/:customerId/contacts', (req, res) => {
    if (recover.erased.has(req.params.customerId)) return answer(undefined, res);
    recover.added.push({ customerId: req.params.customerId, ...(req.body as { contact: Added['contact'] }) });
    res.json({ contactId: recover.contactId });
  });
  return recover;
}
export type FakeRecover = ReturnType<typeof fakeRecover>;
