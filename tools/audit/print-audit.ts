import type { Audited } from './audit.ts';

const shownMax = 50;

const usd = (cents: number): string => (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
const table = (title: string, rows: readonly (readonly [string, number | string])[]): string =>
  [`  ${title}`, ...rows.map(([name, value]) => `    ${name.padEnd(44)} ${String(value).padStart(9)}`)].join('\n');

/** The figures, and at the end every violation, or that there is none. */
export function printAudit({ figures, violations }: Audited): void {
  const { customers, owedCents, recoveredCents, contacts, contactsPerDebt, delivered, refusals, holds, campaigns } = figures;
  const { mean, median, most } = contactsPerDebt;
  console.log(`What the databases, the topics and the sink say
  Recovered: ${usd(recoveredCents)} of ${usd(owedCents)} (${((recoveredCents / Math.max(owedCents, 1)) * 100).toFixed(1)} %) from ${customers} customers
  Contacts: ${contacts}; per debt ${mean.toFixed(1)} in the mean, ${median} in the median, ${most} at most
${table('Delivered, by channel', delivered)}
${table('Refused, by rule (a contact can meet several)', refusals)}
${table('Opt-outs and other stops', holds)}
${table('Campaigns', campaigns)}

Audit: ${violations.length} violations${violations.length === 0 ? '.' : ':'}`);
  for (const { invariant, what } of violations.slice(0, shownMax)) console.log(`  ${invariant}: ${what}`);
  if (violations.length > shownMax) console.log(`  and ${violations.length - shownMax} more`);
} // prettier-ignore
