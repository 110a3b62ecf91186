import { setImmediate as breathe } from 'node:timers/promises';
import { Router } from 'express';
import { z } from 'zod';
import { caller, read, theCreditor, type Caller } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { Refused, type Fault } from '@fairdue/refused';
import { againWhenRaced, transaction, type Tx } from '@fairdue/store';
import type { CommunicatorDeps } from '../../config.ts';
import { productsOf } from '../../customers/customer.store.ts';
import { addAudit, auditRow, type AuditRow } from './audit.store.ts';
import { faultsIn } from './compile-sources.ts';
import { findDescriptorsByKeys, insertDescriptors, saveDescriptors } from './descriptor.store.ts';
import { keyOf } from './descriptor.ts';
import { faultsOf, planItem, repeatedKeys, type Imported } from './import-plan.ts';
import { requireTemplatePermission } from './owned-template.ts';
import { ImportRequest, type ImportItem } from './template-export.wire.ts';
import { contentHashes, deprecate, insertVersions } from './version.store.ts';

export const ImportQuery = z.object({
  companyId: z.string().min(1).max(255),
  allowActivate: z.enum(['true', 'false']).default('true'),
});
export const importBytesMax = 20 * 1_024 * 1_024;

/** C14. All or nothing, and once: what is there already is left as it is. */
export const importTemplatesRoute = ({ db, now }: CommunicatorDeps) =>
  Router().post('/api/communicator/templates/import', async (req, res) => {
    const from = caller(req);
    requireTemplatePermission(from, 'create');
    requireTemplatePermission(from, 'update');
    const query = read(ImportQuery, req.query);
    const creditorId = theCreditor(from, query.companyId);
    const items = read(ImportRequest, req.body);
    await refuseFaulty(items, (sources, at) => faultsIn(db, sources, at));
    refuseUnknownProducts(items, await productsOf(db, creditorId, productsIn(items)));

    const order = { creditorId, allowActivate: query.allowActivate === 'true', now: now(), newId };
    await againWhenRaced(() =>
      transaction(
        db,
        async (tx) => {
          const descriptors = await findDescriptorsByKeys(
            tx,
            creditorId,
            items.map(({ descriptor }) => keyOf(descriptor)),
          );
          const ids = [...descriptors.values()].map(({ _id }) => _id);
          const stored = { descriptors, hashes: await contentHashes(tx, creditorId, ids) };
          const planned = items.map((item) => planItem(item, stored, order));
          if (planned.some(({ activated }) => activated)) requireTemplatePermission(from, 'activate');
          await save(tx, from, creditorId, planned, order.now);
        },
        { about: `templates of ${creditorId}`, deadlineMs: 20_000 },
      ),
    );
    res.status(204).end();
  });

const refuse = (faults: readonly Fault[]): void => {
  if (faults.length > 0) throw new Refused('malformed', 'import-invalid', `${faults.length} items are invalid`, faults);
};

/** Thousands of sources are looked at one item after the other: other requests are served in between. */
async function refuseFaulty(items: readonly ImportItem[], compile: Parameters<typeof faultsOf>[2]): Promise<void> {
  const faults = repeatedKeys(items);
  for (const [index, item] of items.entries()) {
    faults.push(...(await faultsOf(item, index, compile)));
    await breathe();
  }
  refuse(faults);
}

const productsIn = (items: readonly ImportItem[]): string[] => [
  ...new Set(items.flatMap(({ descriptor: { productId } }) => productId ?? [])),
];

/** A product is what debts of the company say it is. */
function refuseUnknownProducts(items: readonly ImportItem[], known: ReadonlySet<string>): void {
  refuse(
    items.flatMap(({ descriptor: { productId } }, index) =>
      productId === null || known.has(productId)
        ? []
        : [{ path: `[${index}].descriptor.productId`, problem: 'no debt is of that product', code: 'unknown-product' }],
    ),
  );
}

async function save(tx: Tx, from: Caller, creditorId: string, planned: readonly Imported[], now: Date): Promise<void> {
  const changed = planned.filter(({ before, after }) => before !== after);
  const formerIds = changed.flatMap(({ before, activated }) => (activated && before?.activeVersionId) || []);
  await insertDescriptors(
    tx,
    changed.flatMap(({ before, after }) => (before ? [] : [after])),
  );
  await saveDescriptors(
    tx,
    changed.flatMap(({ before, after }) => (before ? [after] : [])),
  );
  await insertVersions(
    tx,
    changed.flatMap(({ created }) => created),
    from.accountId,
  );
  await deprecate(tx, creditorId, formerIds, now);
  await addAudit(
    tx,
    changed.flatMap((each) => auditRows(from, each, now)),
  );
}

const auditRows = (from: Caller, { before, after, created, activated }: Imported, now: Date): AuditRow[] => [
  ...(before ? [] : [auditRow(from, now, { action: 'descriptor-created', descriptor: { before, after } })]),
  ...created.map((version) =>
    auditRow(from, now, {
      action: version._id === activated?._id ? 'version-activated' : 'version-created',
      descriptor: { before, after },
      version: { before: undefined, after: version },
    }),
  ),
];
