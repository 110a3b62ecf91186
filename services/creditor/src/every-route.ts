import { sendTo, type TestService } from '@fairdue/testing';

type Agent = Awaited<ReturnType<TestService['as']>>;

/** One creditor with an account, and the ids it all got. */
export type Standing = {
  creditorId: string;
  brandId: string;
  accountId: string;
  apiKeyId: string;
  subject: string;
};

/** A request of a route that succeeds where the ids are one's own. */
export type RouteExample = {
  query?: (standing: Standing) => Record<string, string>;
  body?: (standing: Standing) => object;
};

export const sender = {
  companyName: 'Bluebird Holdings',
  addressLines: ['1 Elm St', 'Austin, TX 78701'],
  phone: '+1 512 555 0142',
  email: 'help@bluebird.example',
};
const registration = { companyName: 'Bluebird Holdings', sender };
const brand = { name: 'Bluebird Shop', brandDetails: { merchant: 'Bluebird', originalCreditor: 'Old Bank' } };
const issuer = 'https://login.example';

const creditorPath = '/agency/v1/creditors/{creditorId}';
const accountPath = '/agency/v1/accounts/{accountId}';
const brandsPath = '/api/v1/creditors/{creditorId}/brands';

/** Every route of the service for clients, by method and path. */
export const everyRoute: Readonly<Record<string, RouteExample>> = {
  'get /api/v1/creditors/{creditorId}/info': {},
  [`get ${brandsPath}`]: {},
  [`put ${brandsPath}`]: { body: ({ brandId }) => ({ brands: [{ ...brand, name: 'Renamed', meta: { id: brandId } }] }) },
  [`post ${brandsPath}`]: { body: () => ({ name: 'Another', meta: { isPrimary: true } }) },
  'post /agency/v1/creditors': { body: () => registration },
  'get /agency/v1/creditors': {},
  [`get ${creditorPath}`]: {},
  [`patch ${creditorPath}`]: { body: () => ({ industry: 'Retail', commissionPercentBasisPoint: 500 }) },
  [`patch ${creditorPath}/settings`]: { body: () => ({ maxDiscountPercent: 25 }) },
  [`get ${creditorPath}/history`]: {},
  'post /agency/v1/accounts': { body: ({ creditorId }) => ({ name: 'Systems', roles: ['reader'], creditorIds: [creditorId] }) },
  'get /agency/v1/accounts': {},
  [`get ${accountPath}`]: {},
  [`patch ${accountPath}`]: { body: ({ creditorId }) => ({ name: 'Renamed', creditorIds: [creditorId] }) },
  [`delete ${accountPath}`]: {},
  [`get ${accountPath}/history`]: {},
  [`post ${accountPath}/subjects`]: { body: ({ subject }) => ({ issuer, subject: `${subject}-next` }) },
  [`delete ${accountPath}/subjects`]: { query: ({ subject }) => ({ issuer, subject }) },
  [`post ${accountPath}/keys`]: { body: () => ({}) },
  [`get ${accountPath}/keys`]: {},
  'delete /agency/v1/keys/{apiKeyId}': {},
}; // prettier-ignore

let standing = 0;

/** A creditor that was just registered, with one brand, and one account of it with a key and a subject. */
export async function standingFor(operator: Agent): Promise<Standing> {
  const made = async (path: string, body: object): Promise<Record<string, string>> => {
    const { status, body: answer } = await operator.post(path).send(body);
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
    return answer as Record<string, string>;
  };
  const subject = `user-${++standing}`;
  const { creditorId = '' } = await made('/agency/v1/creditors', registration);
  const account = { name: 'Bluebird’s systems', roles: ['client'], creditorIds: [creditorId] };
  const { accountId = '' } = await made('/agency/v1/accounts', account);
  const { apiKeyId = '' } = await made(`/agency/v1/accounts/${accountId}/keys`, {});
  await made(`/agency/v1/accounts/${accountId}/subjects`, { issuer, subject });
  return { creditorId, brandId: '', accountId, apiKeyId, subject };
}

/** Gives the creditor its one brand: only an account linked to it can. */
export async function withBrand(owner: Agent, given: Standing): Promise<Standing> {
  const { body } = await owner.post(`/api/v1/creditors/${given.creditorId}/brands`).send(brand).expect(200);
  return { ...given, brandId: (body as { meta: { id: string } }).meta.id };
}

type Sent = { headers?: Record<string, string>; body?: object };

/** Sends the example of a route about what stands there. */
export function sendRoute(agent: Agent, name: string, given: Standing, { headers = {}, body }: Sent = {}) {
  const example = everyRoute[name] ?? {};
  const sent = { query: example.query?.(given) ?? {}, headers, body: body ?? example.body?.(given) };
  return sendTo(agent, name, given, sent);
}
