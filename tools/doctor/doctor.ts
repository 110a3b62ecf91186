// npm run doctor -- [--url URL] [--key API_KEY] [--json]
// Says what is wrong with an installation and what to do next. Ends with 0 when nothing is, 1 when something is, 2 when it
// cannot look. Goes through the running platform's API; the key may stand in FAIRDUE_API_KEY.
import { parseArgs } from 'node:util';
import { processEnvironment } from '@fairdue/config';
import { platformOptions } from '../call-platform.ts';
import { examineEngines } from './engines.ts';
import { CannotLook, examine } from './examine.ts';
import type { Finding } from './finding.ts';
import { exitCodeOf, inJson, inWords } from './report.ts';

function readArguments() {
  try {
    return parseArgs({ options: { ...platformOptions, json: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\nUsage: npm run doctor -- [--url http://127.0.0.1:8080] [--key API_KEY] [--json]`); // prettier-ignore
    process.exit(2);
  }
}

async function look(where: { url: string; key: string }): Promise<{ findings: Finding[]; cannotLook: string | null }> {
  try {
    return { findings: await examine(where), cannotLook: null };
  } catch (error) {
    if (!(error instanceof CannotLook)) throw error;
    const engines = await examineEngines(processEnvironment());
    return { findings: engines ?? [], cannotLook: error.message };
  }
}

const { json, ...where } = readArguments();
const report = await look(where);
console.log(json ? inJson(report) : inWords(report));
process.exitCode = exitCodeOf(report);
