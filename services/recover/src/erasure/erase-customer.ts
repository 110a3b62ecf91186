import { Router } from 'express';
import { z } from 'zod';
import { CustomerErasedV1 } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, theCreditor, type Caller } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import type { RecoverConfig } from '../config.ts';
import { loadCustomer } from '../customers/customer.store.ts';
import { debtsOf } from '../debts/debt.store.ts';
import { isOnLegalHold } from '../retention/legal-hold.store.ts';
import { confirm, keysOf, requireErasable } from './erasure.ts';
import { findErasure, loadErasure, removeCustomer, saveErasure } from './erasure.store.ts';
import { erasureBody, ErasureRequest } from './erasure.wire.ts';

/** Who, and nothing in their own words: those might name somebody. */
const personOf = ({ accountId }: Caller) => ({ kind: 'account' as const, id: accountId });

/** The first of two people asks. Whether it may be is said at once, and looked at once more when the second one agrees. */
const askErasureRoute = (deps: Deps<RecoverConfig>) =>
  Router().post('/agency/v1/customers/:customerId/erasure', idempotent(deps), async (req, res) => {
    const { customerId } = req.params as { customerId: string };
    const from = caller(req);
    const creditorId = theCreditor(from);
    const wish = read(ErasureRequest, req.body);

    const body = await transaction(deps.db, async (tx) => {
      const known = await findErasure(tx, creditorId, customerId);
      if (known) return erasureBody(known);
      const customer = await loadCustomer(tx, creditorId, customerId);
      const at = deps.now();
      const isHeld = await isOnLegalHold(tx, creditorId, customerId);
      const terms = { now: at, years: deps.config.RETENTION_YEARS, isHeld };
      requireErasable(customer, await debtsOf(tx, creditorId, customerId), wish, terms);
      const asked = { _id: customerId, creditorId, state: 'asked' as const, ...wish, keys: [] };
      const erasure = { ...asked, askedBy: personOf(from), askedAt: at };
      await saveErasure(tx, erasure);
      const answer = erasureBody(erasure);
      await answerWith(tx, req, 202, answer);
      return answer;
    });

    res.status(202).json(body);
  });

/**
 * The second agrees: the customer is gone for everybody who asks, and every service is told to forget them, in one
 * transaction. Whoever writes the customer at the same moment conflicts with it, and finds nobody.
 */
const confirmErasureRoute = (deps: Deps<RecoverConfig>) =>
  Router().post('/agency/v1/customers/:customerId/erasure/confirm', idempotent(deps), async (req, res) => {
    const { customerId } = req.params as { customerId: string };
    const from = caller(req);
    const creditorId = theCreditor(from);
    read(z.strictObject({}), req.body ?? {});

    const body = await transaction(deps.db, async (tx) => {
      const before = await loadErasure(tx, creditorId, customerId);
      if (before.state !== 'asked') return erasureBody(before);
      const customer = await loadCustomer(tx, creditorId, customerId);
      const debts = await debtsOf(tx, creditorId, customerId);
      const at = deps.now();
      const isHeld = await isOnLegalHold(tx, creditorId, customerId);
      requireErasable(customer, debts, before, { now: at, years: deps.config.RETENTION_YEARS, isHeld });
      const after = confirm(before, personOf(from), at, keysOf(deps.config.SSN_INDEX_KEY, customer, debts));
      const { reason, beforeRetentionEnds, askedBy } = after;
      await saveErasure(tx, after);
      await removeCustomer(tx, creditorId, customerId);
      const told = { creditorId, customerId, reason, beforeRetentionEnds, version: customer.version + 1 };
      const by = { recordedBy: askedBy, confirmedBy: personOf(from) };
      await enqueue(tx, CustomerErasedV1, at, { ...told, ...by });
      const answer = erasureBody(after);
      await answerWith(tx, req, 202, answer);
      return answer;
    });

    res.status(202).json(body);
  });

const readErasureRoute = ({ db }: Deps) =>
  Router().get('/agency/v1/customers/:customerId/erasure', async (req, res) => {
    res.json(erasureBody(await loadErasure({ db }, theCreditor(caller(req)), req.params.customerId)));
  });

export const eraseCustomerRoutes = (deps: Deps<RecoverConfig>) =>
  Router().use(askErasureRoute(deps), confirmErasureRoute(deps), readErasureRoute(deps));

export const erasurePaths = /^\/agency\/v1\/customers\/[^/]+\/erasure(\/confirm)?\/?$/;
