// npm run rotate-ssn-keys -- [--url URL] [--key API_KEY]
// Seals every social security number with the first of SSN_KEYS. Goes through the running platform's API; the key may
// stand in FAIRDUE_API_KEY. Afterwards the older keys can be taken out of SSN_KEYS.
import { parseArgs } from 'node:util';
import { callPlatform, platformOptions } from './call-platform.ts';

const { values } = parseArgs({ options: platformOptions });

const rotateSome = async () =>
  (await callPlatform(values, 'POST', '/agency/v1/customers/ssn-keys/rotate', {})) as {
    resealed: number;
    left: boolean;
  };

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
