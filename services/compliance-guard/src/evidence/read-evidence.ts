import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '@fairdue/store';
import { eventually } from '@fairdue/testing';
import type { Guard } from '../start-guard.ts';
import type { EvidenceEntry } from './evidence.store.ts';

/** What tests read of evidence: as a client gets it, judged by the program that a lawyer runs. */

type Entry = { kind: string; subjectId: string; customerId: string; position: number };
export type EvidenceText = {
  text: string;
  lines: Record<string, unknown>[];
  entries: { entry: Entry; record: string | null }[];
  end: { next: number | null; count: number };
  kinds(): Record<string, number>;
};

type Agent = Guard['creditor'];

/** The bytes of an answer that is no JSON. */
async function textOf(agent: Agent, path: string, accept: string): Promise<string> {
  const { body } = await agent
    .get(path)
    .set('Accept', accept)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: string | Buffer) => chunks.push(Buffer.from(chunk)));
      res.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
    })
    .expect(200);
  return body as string;
}

export async function evidenceFile(agent: Agent, path = '/agency/v1/evidence/export'): Promise<EvidenceText> {
  const text = await textOf(agent, path, '*/*');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const entries = lines.filter((line) => 'entry' in line) as unknown as EvidenceText['entries'];
  const kinds = () => {
    const counts: Record<string, number> = {};
    for (const { entry } of entries) counts[entry.kind] = (counts[entry.kind] ?? 0) + 1;
    return counts;
  };
  return { text, lines, entries, end: lines.at(-1)?.['end'] as EvidenceText['end'], kinds };
}

export const evidencePage = (agent: Agent, path: string): Promise<string> => textOf(agent, path, 'text/html');

const program = join(import.meta.dirname, '../../../../tools/evidence/evidence.mjs');

/** What the program says of a file, run as a process of its own. */
export function verified({ text }: { text: string }, ...options: string[]): { code: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  try {
    const path = join(folder, 'evidence.jsonl');
    writeFileSync(path, text);
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'verify', path, ...options], {
      encoding: 'utf8',
    });
    return { code: status, said: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Waits until everything written so far stands in its chain. */
export const sealed = (db: Connection): Promise<void> =>
  eventually(async () => {
    expect(await db.collection<EvidenceEntry>('evidence').countDocuments({ sealed: false })).toBe(0);
  });
