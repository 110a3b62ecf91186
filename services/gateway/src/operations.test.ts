import supertest from 'supertest';
import { sendExample, type Fixtures } from '@fairdue/testing';
import { readDescriptionFiles } from './description/description-files.ts';
import { ownPaths } from './handle-request.ts';
import { operations } from './operations.ts';
import { families } from './routing/families.ts';
import { aKey, answering, bodyOf, creditorThatKnows, startTestGateway, type TestGateway } from './test-gateway.ts';

/** A service at rest, whose time goes where it is told to. */
function aService() {
  let now = '2026-12-01T12:00:00.000Z';
  return answering(async (req, res) => {
    if (req.method === 'POST') now = (JSON.parse((await bodyOf(req)).toString('utf8')) as { to: string }).to;
    res.end(JSON.stringify({ now, quiet: true, nextDueAt: null, activity: 0, replicas: 1 }));
  });
}

let gateway: TestGateway;
beforeAll(async () => {
  const [time, knows] = [aService(), creditorThatKnows(aKey)];
  gateway = await startTestGateway({
    creditor: (req, res) => (req.url?.startsWith('/internal/clock') ? time(req, res) : knows(req, res)),
    ...{ recover: aService(), campaign: aService(), 'compliance-guard': aService(), communicator: aService() },
  });
});
afterAll(() => gateway.stop());

const fixtures: Fixtures = { 'an API key': async () => ({ body: { client_secret: aKey } }) };

test('everything that the gateway answers itself is described', async () => {
  const described = new Set(operations.map(({ path }) => path));
  const files = [...(await readDescriptionFiles()).keys()].filter((path) => !path.startsWith('/docs/'));
  const own = families.flatMap(({ owners }) => owners.filter(([, owner]) => owner === 'gateway'));

  expect([...ownPaths, ...files].filter((path) => !described.has(path))).toEqual([]);
  expect(own.filter(([paths]) => ![...described].some((path) => paths.test(path)))).toEqual([]);
});

test.each(operations.map((operation) => [operation.id, operation] as const))(
  'the example of %s is answered as described',
  (_id, operation) => {
    const agent = supertest.agent(gateway.running.url);
    if (operation.credential !== false) agent.set('x-api-key', aKey);
    return expect(sendExample(agent, operation, fixtures)).resolves.toBeUndefined();
  },
);
