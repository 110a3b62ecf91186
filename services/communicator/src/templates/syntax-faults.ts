import { Refused, type Fault } from '@fairdue/refused';
import { sourceFields, type SomeSources } from './stored/version.ts';
import { parseTemplate } from './template-syntax.ts';

/** What does not compile of these sources, with line and column; `at` leads to them. */
export const syntaxFaults = (sources: SomeSources, at = ''): Fault[] =>
  sourceFields.flatMap((field) => {
    const source = sources[field];
    if (source === null || source === undefined) return [];
    try {
      parseTemplate(source);
      return [];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return [{ path: `${at}${field}`, problem: error.message, code: error.code }];
    }
  });
