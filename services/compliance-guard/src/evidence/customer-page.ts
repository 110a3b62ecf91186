import { createHash } from 'node:crypto';
import type { CheckpointRow } from './checkpoint.store.ts';
import type { EvidenceEntry, EvidenceKind, SealedEntry } from './evidence.store.ts';
import type { Reason, RuleOutcome } from '../decisions/decision.wire.ts';

const style = `body{font:11pt/1.4 Georgia,serif;margin:2em auto;max-width:60em;padding:0 1em}
table{border-collapse:collapse;width:100%}td,th{border-top:1px solid #999;padding:.5em .6em;text-align:left;vertical-align:top}
tr{break-inside:avoid}code{font:8pt monospace;overflow-wrap:anywhere}dl{margin:0}dt{float:left;clear:left;margin-right:.5em;color:#444}
dd{margin:0;overflow-wrap:anywhere}p{margin:.2em 0}@media print{body{margin:0;max-width:none}thead{display:table-header-group}}`;

/** The page carries its look within it, and nothing else may run or load. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (value: string): string => value.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const titles: Record<EvidenceKind, string> = {
  decision: 'Decision of the rules',
  'permit-granted': 'Permit granted: one contact reserved',
  'permit-consumed': 'Permit used at hand-over',
  'permit-ended': 'Permit ended unused',
  'hold-placed': 'Hold placed',
  'hold-lift-asked': 'One person wants the hold lifted',
  'hold-lifted': 'Hold lifted',
  'hold-lifted-early': 'Hold lifted that had not arrived yet',
  'fact-recorded': 'Fact recorded',
  'consent-recorded': 'Consent recorded by the agency',
  'preference-recorded': 'Wish about times or places recorded',
  consent: 'Consent changed',
  'hand-over': 'Hand-over reported',
  'hand-over-overran': 'Hand-over began after its deadline',
  'message-sent': 'Message taken by the provider',
  receipt: 'What became of the contact',
  'customer-erased': 'Everything personal about the customer was erased',
  'rule-proposed': 'Version of a rule proposed',
  'rule-activated': 'Version of a rule activated',
  'rule-withdrawn': 'Version of a rule withdrawn',
};

export const pageStart = ({ creditorId, customerId }: { creditorId: string; customerId: string }, now: Date): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Evidence about ${text(customerId)}</title><style>${style}</style></head><body>
<h1>Evidence about ${text(customerId)}</h1>
<p>Creditor ${text(creditorId)}. Written ${now.toISOString()}. Times are UTC. Entries stand in the order in which they were sealed.</p>
<p>This page is for reading. What proves it is the file that the same address gives as JSON Lines: every entry here stands in it
under the same number and hash, and <code>npm run evidence -- verify FILE</code> checks it without the platform.</p>
<table><thead><tr><th>No.</th><th>When</th><th>What</th></tr></thead><tbody>
`;

type DecisionRecord = {
  request: Record<string, unknown>;
  data: { result: boolean; blocking: Reason[]; evaluated?: RuleOutcome[]; nextAllowedAt: string | null };
};

const shown = (value: unknown): string => text(typeof value === 'string' ? value : JSON.stringify(value));

const fields = (record: object): string =>
  `<dl>${Object.entries(record)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `<dt>${text(name)}</dt><dd>${shown(value)}</dd>`)
    .join('')}</dl>`;

const obstacle = ({ ruleId, ruleVersion, message, citations }: Reason): string => {
  const law = citations.map(({ authority, reference }) => `${authority} ${reference}`).join('; ');
  const rule = ruleId === null ? 'check before the rules' : `${ruleId}, version ${ruleVersion}`;
  return `<p>Against it: ${text(message)} (${text(rule)}${law && `; ${text(law)}`})</p>`;
};

function decision({ request, data }: DecisionRecord): string {
  const asked = (data.evaluated ?? []).map(
    ({ ruleId, ruleVersion, outcome }) => `${ruleId} v${ruleVersion} ${outcome}`,
  );
  return [
    `<p><strong>${data.result ? 'Allowed' : 'Not allowed'}</strong></p>`,
    ...data.blocking.map(obstacle),
    data.nextAllowedAt === null ? '' : `<p>Allowed next: ${text(data.nextAllowedAt)}</p>`,
    fields(request),
    asked.length === 0 ? '' : `<p>Rules asked: ${text(asked.join(', '))}</p>`,
  ].join('');
}

function proven({ kind }: EvidenceEntry, record: string | null): string {
  if (record === null) return '<p>Its record is no longer kept; its hash is.</p>';
  const parsed = JSON.parse(record) as object;
  return kind === 'decision' ? decision(parsed as DecisionRecord) : fields(parsed);
}

export const rowOf = (entry: SealedEntry, record: string | null, { position, at, keyId }: CheckpointRow): string =>
  `<tr><td>${entry.position}</td><td>${entry.at.toISOString()}</td><td><p><strong>${titles[entry.kind]}</strong> ${text(entry.subjectId)}</p>
${proven(entry, record)}
<p><code>${entry._id} ${entry.hash}</code></p><p><code>sealed ${at.toISOString()}, checkpoint ${position}, key ${keyId}</code></p></td></tr>
`;

export const pageEnd = (): string => '</tbody></table></body></html>\n';
