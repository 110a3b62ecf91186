import type { RequestListener } from 'node:http';
import {
  aKey,
  account,
  answering,
  bodyOf,
  creditorThatKnows,
  startTestGateway,
  type TestGateway,
} from '../test-gateway.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const at = (hours: number): string => new Date(start + hours * 3_600_000).toISOString();

/** A service with timers, which stays busy for some questions after each move. */
class FakeTime {
  nowMs = start;
  due: number[] = [];
  busyFor = 0;
  activity = 0;
  asked = 0;
  /** For so many questions, something was taken in hand before each. */
  slips = 0;
  replicas = 1;
  moves: string[] = [];
  askedAtMoves: number[] = [];

  listener: RequestListener = answering(async (req, res) => {
    if (req.method === 'POST') {
      const { to } = JSON.parse((await bodyOf(req)).toString('utf8')) as { to: string };
      this.moves.push(to);
      this.askedAtMoves.push(this.asked);
      this.nowMs = Math.max(this.nowMs, Date.parse(to));
      this.busyFor = 2;
    } else if (++this.asked <= this.slips) this.activity++;
    const quiet = this.busyFor === 0;
    if (!quiet && --this.busyFor === 0) this.due = this.due.filter((ms) => ms > this.nowMs);
    const next = this.due[0];
    res.end(
      JSON.stringify({
        now: new Date(this.nowMs).toISOString(),
        quiet,
        nextDueAt: next === undefined ? null : new Date(next).toISOString(),
        activity: this.activity,
        replicas: this.replicas,
      }),
    );
  });
}

let recover: FakeTime;
let campaign: FakeTime;
let gateway: TestGateway;

async function given(over: Parameters<typeof startTestGateway>[1] = {}, permissions = ['*']) {
  [recover, campaign] = [new FakeTime(), new FakeTime()];
  const still = () => new FakeTime().listener;
  const knows = creditorThatKnows(aKey, { ...account, permissions });
  const time = new FakeTime();
  gateway = await startTestGateway(
    {
      creditor: (req, res) => (req.url?.startsWith('/internal/clock') ? time.listener(req, res) : knows(req, res)),
      recover: recover.listener,
      campaign: campaign.listener,
      'compliance-guard': still(),
      communicator: still(),
    },
    over,
  );
}
afterEach(() => gateway.stop());

const move = (to: string) =>
  gateway.ask({
    method: 'POST',
    path: '/agency/v1/clock',
    headers: { 'x-api-key': aKey, 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  });

test('time stops at every timer of any service, in order, until all is quiet', async () => {
  await given();
  recover.due = [Date.parse(at(2)), Date.parse(at(5))];
  campaign.due = [Date.parse(at(3))];

  const answer = await move(at(4));

  expect([answer.status, answer.body]).toEqual([200, { now: at(4), steps: 3, reached: true }]);
  expect(recover.moves).toEqual([at(2), at(3), at(4)]);
  expect(campaign.moves).toEqual(recover.moves);
});

test('while services find something to do between two questions, though quiet at both, time stands', async () => {
  await given();
  recover.slips = 4;

  await move(at(1));

  expect(recover.askedAtMoves).toEqual([5]);
});

test('time is where the service furthest behind is', async () => {
  await given();
  recover.nowMs = Date.parse(at(9));
  campaign.nowMs = Date.parse(at(0));

  const answer = await gateway.ask({ path: '/agency/v1/clock' });

  expect(answer.body).toEqual({ now: at(0), sandbox: true });
});

test('when its time is over a move says how far it came', async () => {
  await given({ CLOCK_MOVE_MS: 50 });
  recover.busyFor = Infinity;

  const answer = await move(at(4));

  expect([answer.status, answer.body]).toEqual([200, { now: at(0), steps: 0, reached: false }]);
  expect(campaign.moves).toEqual([]);
});

test('with real time nothing moves', async () => {
  await given({ SANDBOX: false });

  const answer = await move(at(4));

  expect([answer.status, answer.body['code']]).toEqual([409, 'clock-is-real']);
  expect(recover.moves).toEqual([]);
});

test('with two replicas of a service nothing moves, as one of them would not hear of it', async () => {
  await given();
  campaign.replicas = 2;

  const answer = await move(at(4));

  expect([answer.status, answer.body['code']]).toEqual([409, 'clock-has-replicas']);
  expect(recover.moves).toEqual([]);
});

test('two cannot move it at once', async () => {
  await given({ CLOCK_MOVE_MS: 500 });
  recover.busyFor = Infinity;

  const answers = await Promise.all([move(at(1)), move(at(2))]);

  expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]));
});

test('reading and moving have their permissions', async () => {
  await given({}, ['agency.clock:read']);

  expect((await gateway.ask({ path: '/agency/v1/clock' })).status).toBe(200);
  const moved = await move(at(1));
  expect([moved.status, moved.body['code']]).toEqual([403, 'permission-missing']);
});

test.each([
  ['no JSON', '{"to":', 400, 'body-invalid'],
  ['no instant', '{"to":"tomorrow"}', 400, 'request-invalid'],
  ['an operator', '{"to":{"$gt":""}}', 400, 'request-invalid'],
  ['an unknown field', `{"to":"${at(1)}","force":true}`, 400, 'request-invalid'],
])('%s moves nothing', async (_what, body, status, code) => {
  await given();

  const answer = await gateway.ask({
    method: 'POST',
    path: '/agency/v1/clock',
    headers: { 'x-api-key': aKey, 'content-type': 'application/json' },
    body,
  });

  expect([answer.status, answer.body['code']]).toEqual([status, code]);
  expect(recover.moves).toEqual([]);
});

test('the clock is neither text nor deleted', async () => {
  await given();
  const text = { 'x-api-key': aKey, 'content-type': 'text/plain' };

  expect((await gateway.ask({ method: 'POST', path: '/agency/v1/clock', headers: text, body: '{}' })).status).toBe(415);
  expect((await gateway.ask({ method: 'DELETE', path: '/agency/v1/clock' })).status).toBe(405);
});
