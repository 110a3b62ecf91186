import { id, ok, refused, time } from './answers.ts';
import type { Client } from './client.ts';
import { givenClient, givenCreditor } from './given.ts';
import type { RunningPlatform } from './running-platform.ts';

const bluebird = {
  name: 'Bluebird Store',
  type: 'DOING_BUSINESS_AS',
  websiteUrl: 'https://bluebird.example',
  brandDetails: { originalCreditor: 'First Dune Bank', merchant: 'Bluebird', productType: 'CARD' },
  meta: { isActive: true, isPrimary: true },
};
const metaOf = (versionNumber: number, over: object = {}): object => ({
  id: id('BR'),
  isActive: true,
  isPrimary: true,
  timeCreated: time,
  lastModified: time,
  versionInfo: { versionNumber },
  ...over,
});

export function creditors(platform: () => RunningPlatform): void {
  let client: Client;
  let path: string;
  beforeAll(async () => {
    const creditorId = await givenCreditor(platform());
    client = await givenClient(platform(), [creditorId]);
    path = `/api/v1/creditors/${creditorId}`;
  });

  test('E24: a brand is added once, and a bulk update has to name it', async () => {
    expect(await client.get(`${path}/brands/`)).toEqual(ok([]));
    const added = await client.post(`${path}/brands`, bluebird);
    expect(added).toEqual(ok({ ...bluebird, meta: metaOf(0) }));
    const { meta } = added.body as { meta: { id: string } };

    for (const name of ['Bluebird Store', ' bluebird STORE '])
      expect(await client.post(`${path}/brands/`, { name })).toEqual(
        refused(400, 114, 'Object already exists.', { name: name.trim() }),
      );
    expect(await client.put(`${path}/brands`, { brands: [] })).toEqual(
      refused(400, 104, 'All existing brands must be included.', { missingBrandIds: [meta.id] }),
    );
    expect(await client.get(`${path}/brands`)).toEqual(ok([added.body]));
  });

  test('E24: what was read can be put back with changes and a new brand beside it', async () => {
    const [first] = (await client.get(`${path}/brands`)).body as [{ meta: object }];
    const renamed = { ...first, name: 'Bluebird Outlet', meta: { ...first.meta, isPrimary: false } };

    expect(await client.put(`${path}/brands/`, { brands: [renamed, { name: 'Dune' }] })).toEqual(
      ok([
        { ...bluebird, name: 'Bluebird Outlet', meta: metaOf(1, { isPrimary: false }) },
        { name: 'Dune', type: 'DOING_BUSINESS_AS', meta: metaOf(0, { isPrimary: expect.any(Boolean) }) },
      ]),
    );
  });

  test.each([
    ['another type', 104, { type: 'ORIGINAL' }],
    ['an unknown id', 104, { meta: { id: 'BR-1-A' } }],
  ])('R34 refuses %s', async (_what, code, over) => {
    const brands = (await client.get(`${path}/brands`)).body as object[];
    const changed = [{ ...brands[0], ...over }, ...brands.slice(1)];

    expect(await client.put(`${path}/brands`, { brands: changed })).toMatchObject({ status: 400, body: { code } });
    expect((await client.get(`${path}/brands`)).body).toEqual(brands);
  });

  test.each(['', '/'])('E25: what a creditor is (with %p)', async (slash) => {
    expect(await client.get(`${path}/info${slash}`)).toEqual(
      ok({
        companyName: 'Bluebird Holdings',
        industry: 'Retail',
        environment: 'TEST',
        activationStatus: 'ACTIVE',
        commissionPercentBasisPoint: 2_500,
      }),
    );
  });

  test('a creditor of somebody else does not exist, whatever is sent to it', async () => {
    const foreign = `/api/v1/creditors/${await givenCreditor(platform())}`;
    const missing = refused(404, 112, 'Creditor does not exist.');

    expect(await client.get(`${foreign}/info`)).toEqual(missing);
    expect(await client.get(`${foreign}/brands/`)).toEqual(missing);
    expect(await client.post(`${foreign}/brands`, { name: 5 })).toEqual(missing);
    expect(await client.put(`${foreign}/brands`, {})).toEqual(missing);
  });
}
