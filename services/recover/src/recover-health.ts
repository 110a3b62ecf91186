import type { Deps, OwnHealth } from '@fairdue/service';
import type { RecoverConfig } from './config.ts';
import { customerSealedWithOther } from './customers/customer.store.ts';

/** Can every social security number be read? */
export async function recoverHealth({ db, config }: Deps<RecoverConfig>): Promise<Partial<OwnHealth>> {
  const configured = config.SSN_KEYS.map(({ id }) => id);
  const missing: string[] = [];
  for (let other; (other = await customerSealedWithOther(db, [...configured, ...missing]));) missing.push(other);
  return { keys: [{ variable: 'SSN_KEYS', configured, missing }] };
}
