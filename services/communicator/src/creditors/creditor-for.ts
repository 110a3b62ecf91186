import type { CommunicatorDeps } from '../config.ts';
import type { Creditor } from './creditor.ts';
import { loadBrands } from './learn-brands.ts';
import { knowCreditor } from './learn-creditors.ts';
import { senderOf } from './sender-of.ts';

/** The creditor as who writes about a debt: under the brand it was made under. undefined: not known to anybody yet. */
export async function creditorFor(
  deps: CommunicatorDeps,
  creditorId: string,
): Promise<((debt: { originalCreditorName?: string | undefined } | undefined) => Creditor) | undefined> {
  const creditor = await knowCreditor(deps, creditorId);
  if (!creditor) return undefined;
  const brands = creditor.sender.brands ? await loadBrands(deps, creditorId) : [];
  return (debt = {}) => ({ ...creditor, sender: senderOf(creditor.sender, brands, debt) });
}
