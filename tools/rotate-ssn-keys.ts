// npm run rotate-ssn-keys -- [--url URL] [--key API_KEY]
// Seals every social security number with the first of SSN_KEYS. Goes through the running platform's API; the key may
// stand in FAIRDUE_API_KEY. Afterwards the older keys can be taken out of SSN_KEYS.
import { parseArgs } from 'node:util';
import { processEnvironment } from '@fairdue/config';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    key: { type: 'string', default: processEnvironment()['FAIRDUE_API_KEY'] ?? '' },
  },
});

async function rotateSome(): Promise<{ resealed: number; left: boolean }> {
  const response = await fetch(`${values.url}/agency/v1/customers/ssn-keys/rotate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${values.key}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return JSON.parse(text) as { resealed: number; left: boolean };
}

try {
  let total = 0;
  for (let left = true; left;) {
    const some = await rotateSome();
    total += some.resealed;
    left = some.left;
  }
  console.log(`${total} numbers sealed with the newest key; no older key is needed any more`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
