// npm run dlq -- list|show ID|redrive TOPIC KEY|give-up ID REASON|jobs|redrive-jobs KIND  --service NAME [--url URL] [--key API_KEY]
// Goes through the running platform's API; the key may stand in FAIRDUE_API_KEY.
import { parseArgs } from 'node:util';
import { callPlatform, platformOptions } from './call-platform.ts';

const usage =
  'Usage: npm run dlq -- list | show ID | redrive TOPIC KEY | give-up ID REASON | jobs | redrive-jobs KIND   --service NAME [--url http://127.0.0.1:8080] [--key API_KEY]';
const services = ['creditor', 'recover', 'compliance-guard', 'communicator', 'campaign'];

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        service: { type: 'string' },
        ...platformOptions,
      },
    });
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    process.exit(2);
  }
}

const { values, positionals } = readArguments();
const [verb = '', first = '', second = ''] = positionals;

const call = (service: string, method: string, path = '', body?: unknown): Promise<unknown> =>
  callPlatform(values, method, `/agency/v1/dead-letters/${service}${path}`, body);

type Line = {
  _id: string;
  topic: string;
  key: string | null;
  deadAt: string;
  attempts: number;
  cause: { code: string; detail: string };
};

/** An unknown name would be a path of which the platform only says that there is nothing at it. */
function knowsService(): void {
  if (values.service && !services.includes(values.service))
    throw new Error(`There is no service ${values.service}: name one of ${services.join(', ')}.`);
}

async function list(): Promise<void> {
  for (const service of values.service ? [values.service] : services) {
    const { items, next } = (await call(service, 'GET', '?limit=500')) as { items: Line[]; next: string | null };
    for (const { _id, topic, key, deadAt, attempts, cause } of items)
      console.log([service, topic, key ?? '(no key)', cause.code, `${attempts}x`, deadAt, _id].join('\t'));
    console.log(`${service}: ${items.length}${next ? ' and more' : ''} waiting`);
  }
}

type Job = { id: string; key: string; failingSince: string | null; attempts: number; cause: string | null };

/** What stands aside because it alone kept failing. */
async function jobs(): Promise<void> {
  for (const service of values.service ? [values.service] : services) {
    const path = `/agency/v1/faulty-jobs/${service}?limit=500`;
    const { items, total } = (await callPlatform(values, 'GET', path)) as { items: Job[]; total: number };
    for (const { id, key, failingSince, attempts, cause } of items)
      console.log([service, id, key, cause ?? '(no cause)', `${attempts}x`, failingSince].join('\t'));
    console.log(`${service}: ${total} stand aside`);
  }
}

const verbs: Record<string, (service: string) => Promise<unknown>> = {
  show: (service) => call(service, 'GET', `/${encodeURIComponent(first)}`),
  redrive: (service) => call(service, 'POST', '/redrive', { topic: first, key: second }),
  'give-up': (service) => call(service, 'POST', `/${encodeURIComponent(first)}/give-up`, { reason: second }),
  'redrive-jobs': (service) =>
    callPlatform(values, 'POST', `/agency/v1/faulty-jobs/${service}/redrive`, { kind: first }),
};

try {
  knowsService();
  if (verb === 'list') await list();
  else if (verb === 'jobs') await jobs();
  else if (verbs[verb] && values.service) console.log(JSON.stringify(await verbs[verb](values.service), null, 2));
  else throw new Error(usage);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
