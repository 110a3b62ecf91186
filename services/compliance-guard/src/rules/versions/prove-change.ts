import { canonicalJson } from '@fairdue/contracts';
import type { Tx } from '@fairdue/store';
import { knownCreditors } from '../../creditors/creditor-settings.ts';
import { addEvidence, type EvidenceKind } from '../../evidence/evidence.store.ts';
import type { RuleVersion } from './rule-version.ts';

type Change = Extract<EvidenceKind, `rule-${string}`>;

/** What was changed about a rule, by whom and why, stands in the chain of whomever it binds: of one creditor, or of each. */
export async function proveChange(tx: Tx, kind: Change, version: RuleVersion, at: Date): Promise<void> {
  const { ruleId, creditorId } = version;
  const text = canonicalJson(version);
  const chains = creditorId === null ? await knownCreditors(tx) : [creditorId];
  await addEvidence(
    tx,
    chains.map((chain) => ({
      creditorId: chain,
      customerId: null,
      at,
      kind,
      subjectId: `${ruleId}/${version.version}`,
      text,
    })),
  );
}
