import { eventually } from '@fairdue/testing';
import { ok, refused } from './answers.ts';
import type { Client } from './client.ts';
import { givenAnybody, givenClient, givenCreditor } from './given.ts';
import type { RunningPlatform } from './running-platform.ts';

const attorney = {
  contactInfo: {
    name: 'Harlan & Pike LLP',
    phoneNumber: { phoneNumber: '512-555-0170', dataSource: { type: 'CREDITOR' }, types: ['WORK'] },
    address: {
      name: { firstName: 'Mara', lastName: 'Pike' },
      streetLine1: '400 Court Ave',
      city: 'Austin',
      state: 'TX',
      zipcode: '78701',
      countryCode: 'US',
    },
  },
  email: 'mara@harlanpike.example',
  requestedBy: 'CUSTOMER',
  communicationType: 'WRITTEN',
  receivedPowerOfAttorneyDocumentation: true,
};
const consolidator = {
  debtConsolidatorType: 'NATIONAL_DEBT_RELIEF',
  contactInfo: { name: 'National Debt Relief' },
  email: 'cases@ndr.example',
  requestedBy: 'DEBT_CONSOLIDATOR',
  communicationType: 'WRITTEN',
  receivedPowerOfAttorneyDocumentation: false,
  offerPercentOfBalance: 60,
  offerDurationInMonths: 12,
};
const cancellation = { requestedBy: 'ATTORNEY', communicationType: 'VERBAL', reason: 'No longer retained' };

export function representations(platform: () => RunningPlatform): void {
  let client: Client;
  beforeAll(async () => {
    client = await givenClient(platform(), [await givenCreditor(platform())]);
  });
  const pathOf = async (of: Client, reference: string): Promise<string> =>
    `/api/v1/debts/${(await givenAnybody(of, reference)).debtId}/representation`;

  test('E22: an attorney is added, seen, and cancelled once', async () => {
    const path = await pathOf(client, 'CUST-ATTORNEY');
    const nobody = refused(400, 102, 'The debt has no active attorney representation.');

    expect(await client.get(`${path}/attorneyRepresentation`)).toEqual(ok(null));
    expect(await client.post(`${path}/attorneyRepresentation`, attorney)).toEqual(ok('ok'));
    expect(await client.get(`${path}/attorneyRepresentation/`)).toEqual(ok(attorney));
    expect(await client.get(`${path}/debtConsolidatorRepresentation`)).toEqual(ok(null));
    expect(await client.post(`${path}/cancelAttorneyRepresentation`, cancellation)).toEqual(ok('ok'));
    expect(await client.post(`${path}/cancelAttorneyRepresentation/`, cancellation)).toEqual(nobody);
    expect(await client.get(`${path}/attorneyRepresentation`)).toEqual(ok(null));
  });

  test('R29, R27, R32: the same for a consolidator', async () => {
    const path = await pathOf(client, 'CUST-CONSOLIDATED');

    expect(await client.post(`${path}/debtConsolidatorRepresentation/`, consolidator)).toEqual(ok('ok'));
    expect(await client.get(`${path}/debtConsolidatorRepresentation`)).toEqual(ok(consolidator));
    expect(await client.post(`${path}/cancelDebtConsolidatorRepresentation/`, cancellation)).toEqual(ok('ok'));
    expect(await client.post(`${path}/cancelDebtConsolidatorRepresentation`, cancellation)).toEqual(
      refused(400, 102, 'The debt has no active debt consolidator representation.'),
    );
  });

  test('of nothing said, kinds are unknown; a wrong kind is refused', async () => {
    const path = `${await pathOf(client, 'CUST-UNSAID')}/attorneyRepresentation`;
    const unknown = { requestedBy: 'REQUEST_BY_UNKNOWN', communicationType: 'COMMUNICATION_TYPE_UNKNOWN' };

    expect(await client.post(path, { requestedBy: 'customer' })).toMatchObject({ status: 400, body: { code: 104 } });
    expect(await client.get(path)).toEqual(ok(null));
    expect(await client.post(path, {})).toEqual(ok('ok'));
    expect(await client.get(path)).toEqual(ok(unknown));
  });

  test.each([
    ['ATTORNEY', 'attorneyRepresentation', 'debtConsolidatorRepresentation'],
    ['DEBT_CONSOLIDATOR', 'debtConsolidatorRepresentation', 'attorneyRepresentation'],
  ])('E23: to a creditor set to %s it is seen as %s', async (treatment, seen, unseen) => {
    const settings = { attorneyDebtConsolidatorTreatment: treatment, debtType: 'DEBT_TYPE_COMMERCIAL' };
    const own = await givenClient(platform(), [await givenCreditor(platform(), settings)]);
    const path = await pathOf(own, 'CUST-EITHER');
    await eventually(async () => {
      const { body } = await own.get('/api/v1/customers/');
      return JSON.stringify(body).includes('DEBT_TYPE_COMMERCIAL'); // the creditor's settings are known
    });
    const {
      debtConsolidatorType: _type,
      offerPercentOfBalance: _percent,
      offerDurationInMonths: _months,
      ...asAttorney
    } = consolidator;

    expect(await own.post(`${path}/attorneyDebtConsolidatorRepresentation/`, consolidator)).toEqual(ok('ok'));

    expect(await own.get(`${path}/${seen}`)).toEqual(ok(treatment === 'ATTORNEY' ? asAttorney : consolidator));
    expect(await own.get(`${path}/${unseen}`)).toEqual(ok(null));
  });
}
