import { AliveBody, ReadyBody, type Operation } from '@fairdue/http';
import { ClockBody, ClockMove } from './clock/clock-route.ts';
import { MovedBody } from './clock/move-clock.ts';
import { TokenBody } from './oauth/token-route.ts';
import { TokenForm } from './oauth/token-request.ts';

const open = { refusals: [], credential: false } as const;
const file = (id: string, path: string, summary: string, type: string): Operation => ({
  ...{ id, path, summary, tag: 'Description', method: 'get', answers: { 200: type }, ...open },
  example: { status: 200 },
});
const probe = (id: string, path: string, summary: string, answers: Operation['answers']): Operation => ({
  ...{ id, path, summary, tag: 'Operation', method: 'get', answers, ...open },
  example: { status: 200 },
});

/** What the gateway answers itself. */
export const operations: readonly Operation[] = [
  {
    id: 'issueToken',
    method: 'post',
    path: '/oauth/token',
    summary: 'Gives an access token for client credentials: the id of an API key or its account, and the key.',
    description:
      'RFC 6749 4.4. The credentials come in the form, or as HTTP Basic. `scope` limits the token to some of the permissions that the client holds.',
    tag: 'Credentials',
    body: TokenForm,
    bodyType: 'application/x-www-form-urlencoded',
    answers: { 200: TokenBody },
    refusals: [400, 401, 413, 429],
    credential: false,
    example: {
      given: 'an API key',
      body: { grant_type: 'client_credentials', client_secret: 'YOUR-API-KEY', scope: 'recover.customers:read' },
      status: 200,
    },
  },
  {
    id: 'readClock',
    method: 'get',
    path: '/agency/v1/clock',
    summary: 'Shows the business time of the platform.',
    tag: 'Clock',
    answers: { 200: ClockBody },
    refusals: [],
    permission: 'agency.clock:read',
    example: { status: 200 },
  },
  {
    id: 'moveClock',
    method: 'post',
    path: '/agency/v1/clock',
    summary: 'Moves business time forward, in a sandbox: it stops at every timer until all that follows is done.',
    description:
      'When the time for one request is over it answers how far it came; asking again goes on from there. With `stepMinutes`, what falls due within that time of the next timer falls due with it.',
    tag: 'Clock',
    body: ClockMove,
    answers: { 200: MovedBody },
    refusals: [400, 409],
    permission: 'agency.clock:write',
    example: { body: { to: '2026-12-24T12:00:00.000Z', stepMinutes: 60 }, status: 200 },
  },
  probe('isAlive', '/livez', 'Says that the process runs.', { 200: AliveBody }),
  probe('isReady', '/readyz', 'Says whether the process takes requests.', { 200: ReadyBody, 503: ReadyBody }),
  probe('readMetrics', '/metrics', 'Shows the measurements of the process, as Prometheus reads them.', {
    200: 'text/plain',
  }),
  file('readOpenApi', '/openapi.json', 'This description.', 'application/json'),
  file('readAsyncApi', '/asyncapi.json', 'The description of the events.', 'application/json'),
  file('readDocs', '/docs', 'This description as a page.', 'text/html'),
];
