import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type ComposeService = {
  image?: string;
  build?: { dockerfile: string; args: { SERVICE: string } };
  command?: string[];
  environment?: Record<string, string | null>;
  ports?: string[];
  volumes?: string[];
  networks?: string[];
  profiles?: string[];
  depends_on?: Record<string, { condition: string }>;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  privileged?: boolean;
};
export type Compose = {
  services: Record<string, ComposeService>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
};

const reference = /\$\{([A-Z_][A-Z0-9_]*)(?:(:?[-?])([^}]*))?\}/g;

export const composeText = (): string => readFileSync('docker-compose.yml', 'utf8');

export const variablesOf = (text: string): string[] => [
  ...new Set([...text.matchAll(reference)].map(([, name = '']) => name)),
];

/** Replaces `${NAME}`, `${NAME:-otherwise}` and `${NAME:?why}` as docker compose does, in values only. Throws what is missing. */
export function interpolated(text: string, environment: Record<string, string>): string {
  return text.replaceAll(reference, (_all, name: string, form: string | undefined, words: string | undefined) => {
    const value = environment[name] ?? '';
    if (value !== '') return value;
    if (form?.endsWith('?')) throw new Error(`${name} is needed: ${words}`);
    return words ?? '';
  });
}

export const readCompose = (text: string): Compose => parse(text, { merge: true }) as Compose;
