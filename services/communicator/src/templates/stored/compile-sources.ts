import { Refused, type Fault } from '@fairdue/refused';
import type { Connection } from '@fairdue/store';
import { threadsOf } from '../../rendering/threads/threads.ts';
import { syntaxFaults } from '../syntax-faults.ts';
import { sourceFields, type SomeSources } from './version.ts';

/** What is no longer than this is looked at here, in a few milliseconds; so is what holds nothing but text. */
const shortChars = 4 * 1_024;
const isPlain = (source: string | null | undefined): boolean => !/\{[{%#]/.test(source ?? '');

/** What does not compile of these sources. Long ones take a thread's time, and no other request's. */
export async function faultsIn(db: Connection, sources: SomeSources, at = ''): Promise<Fault[]> {
  const chars = sourceFields.reduce((sum, field) => sum + (sources[field]?.length ?? 0), 0);
  if (sourceFields.every((field) => isPlain(sources[field]))) return [];
  return chars <= shortChars ? syntaxFaults(sources, at) : threadsOf({ db }).run('check', { sources, at });
}

/** A broken template fails when it is written, not when it is sent. */
export async function requireCompiles(db: Connection, sources: SomeSources): Promise<void> {
  const faults = await faultsIn(db, sources);
  if (faults.length > 0) throw new Refused('malformed', 'template-syntax', 'Template does not compile', faults);
}
