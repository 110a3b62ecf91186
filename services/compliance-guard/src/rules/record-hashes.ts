import { canonicalJson, sha256 } from '@fairdue/contracts';
import type { Rule } from './rule.ts';

/** Of every version of a record that was ever shipped, as `id/version`, the hash of what it says. */
export type RecordHashes = Readonly<Record<string, string>>;

export const hashesOfRecords = (rules: readonly Rule[]): RecordHashes =>
  Object.fromEntries(rules.map((rule) => [`${rule.id}/${rule.version}`, sha256(canonicalJson(rule))]));

/** Versions that say something else now than when they were shipped. Decisions name them, so they must not. */
export const changedInPlace = (shipped: RecordHashes, rules: readonly Rule[]): string[] =>
  Object.entries(hashesOfRecords(rules)).flatMap(([name, hash]) =>
    shipped[name] !== undefined && shipped[name] !== hash ? name : [],
  );
