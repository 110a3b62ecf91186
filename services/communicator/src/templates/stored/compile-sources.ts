import { Refused, type Fault } from '@fairdue/refused';
import { parseTemplate } from '../template-syntax.ts';
import { sourceFields, type Sources } from './version.ts';

/** What does not compile of these sources, with line and column; `at` leads to them. */
export const syntaxFaults = (sources: Sources, at = ''): Fault[] =>
  sourceFields.flatMap((field) => {
    const source = sources[field];
    if (source === null) return [];
    try {
      parseTemplate(source);
      return [];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return [{ path: `${at}${field}`, problem: error.message, code: error.code }];
    }
  });

/** A broken template fails when it is written, not when it is sent. */
export function requireCompiles(sources: Sources): void {
  const faults = syntaxFaults(sources);
  if (faults.length > 0) throw new Refused('malformed', 'template-syntax', 'Template does not compile', faults);
}
