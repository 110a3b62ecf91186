import { isDeepStrictEqual } from 'node:util';
import { Router } from 'express';
import { BrandsChangedV1 } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, theCreditor } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import { loadCreditor, saveCreditor } from '../creditors/creditor.store.ts';
import type { Creditor, RecordedBy } from '../creditors/creditor.ts';
import { recordVersion } from '../history/history.store.ts';
import { recordedBy } from '../recorded-by.ts';
import { BrandRequest, BrandsRequest } from './brand.schema.ts';
import { addBrand, replaceBrands, type Brand } from './brand.ts';
import { brandBody, brandFacts } from './brand.wire.ts';

/** Brands live in their creditor's row: two changes at once are made one after the other. */
async function saveBrands(tx: Tx, creditor: Creditor, brands: Brand[], by: RecordedBy, at: Date): Promise<void> {
  if (isDeepStrictEqual(brands, creditor.brands)) return;
  await saveCreditor(tx, { ...creditor, brands });
  await recordVersion(tx, {
    entityId: creditor._id,
    change: 'brands-changed',
    at,
    recordedBy: by,
    state: { brands: brands.map(brandBody) },
  });
  await enqueue(tx, BrandsChangedV1, at, {
    creditorId: creditor._id,
    brands: brands.map(brandFacts),
    recordedBy: by,
  });
}

const path = '/api/v1/creditors/:creditorId/brands';

/** R33: every brand, active or not. */
export const listBrandsRoute = ({ db }: Deps) =>
  Router().get(path, async (req, res) => {
    const creditorId = theCreditor(caller(req), req.params['creditorId']);
    const { brands } = await loadCreditor({ db }, creditorId);
    res.json(brands.map(brandBody));
  });

/** R34: all brands at once, or none. */
export const replaceBrandsRoute = ({ db, now }: Deps) =>
  Router().put<{ creditorId: string }>(path, idempotent({ db }), async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from, req.params.creditorId);

    const answer = await transaction(db, async (tx) => {
      const creditor = await loadCreditor(tx, creditorId);
      const request = read(BrandsRequest, req.body);
      const at = now();
      const brands = replaceBrands(creditor.brands, request.brands, () => newId('brand', at.getTime()), at);
      await saveBrands(tx, creditor, brands, recordedBy(from), at);
      const body = brands.map(brandBody);
      await answerWith(tx, req, 200, body);
      return body;
    });

    res.json(answer);
  });

/** R35: one more brand. */
export const addBrandRoute = ({ db, now }: Deps) =>
  Router().post<{ creditorId: string }>(path, idempotent({ db }), async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from, req.params.creditorId);

    const answer = await transaction(db, async (tx) => {
      const creditor = await loadCreditor(tx, creditorId);
      const request = read(BrandRequest, req.body);
      const at = now();
      const brandId = newId('brand', at.getTime());
      const brands = addBrand(creditor.brands, request, brandId, at);
      await saveBrands(tx, creditor, brands, recordedBy(from), at);
      const [body] = brands.filter((brand) => brand.brandId === brandId).map(brandBody);
      await answerWith(tx, req, 200, body);
      return body;
    });

    res.json(answer);
  });
