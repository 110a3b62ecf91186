import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const root = dirname(dirname(dirname(import.meta.dirname)));
const run = promisify(execFile);

/** A block of commands, and the answer shown under it: nothing where there is none. Its title is the first command. */
export type Step = { title: string; commands: string; shown: string };

const titleOf = (commands: string): string => /^(?!export )(.*)$/m.exec(commands)?.[1]?.trim() ?? '';

/** The steps of a page, in order: each is a block `sh`, with the block `text` that follows it. */
export function stepsOf(page: string): Step[] {
  const steps: Step[] = [];
  for (const [, kind, text = ''] of readFileSync(join(root, page), 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)) {
    if (kind === 'sh') steps.push({ title: titleOf(text), commands: text, shown: '' });
    const last = steps.at(-1);
    if (kind === 'text' && last) last.shown = text;
  }
  return steps;
}

/**
 * A person at a terminal: types what the page says, and puts in the place of `BO-…` the id of that kind which the answers
 * showed last.
 */
export class Person {
  readonly #seen = new Map<string, string>();
  readonly #settings: Readonly<Record<string, string>>;
  #typed = '';

  /** Of what is set by hand (`export KEY=…`) the page only shows examples. */
  constructor(settings: Readonly<Record<string, string>>) {
    this.#settings = settings;
  }

  async type(commands: string): Promise<string> {
    const lines = commands
      .replaceAll(/\b([A-Z]{2})-…/g, (placeholder, kind: string) => this.#seen.get(kind) ?? placeholder)
      .replaceAll(/\b([A-Z]+)=(\S+)/g, (given, name: string) =>
        this.#settings[name] === undefined ? given : `${name}=${this.#settings[name]}`,
      );
    const { stdout } = await run('bash', ['-ec', `${this.#typed}\n${lines}`], { cwd: root, timeout: 120_000 });
    for (const [, id = '', kind = ''] of [...stdout.matchAll(/"(([A-Z]{2})-[0-9A-Z]+-[0-9A-Z]+)"/g)].toReversed())
      this.#seen.set(kind, id);
    this.#typed +=
      lines
        .match(/^(export .*|call\(\).*)$/gm)
        ?.join('\n')
        .concat('\n') ?? '';
    return stdout;
  }
}

const statusLine = /\nHTTP (\d{3})\s*$/;

/** What was printed: of a request its JSON, and the status in the last line; of another command its words. */
export function answerIn(text: string): unknown {
  const status = statusLine.exec(text)?.[1];
  if (status === undefined) return text.trim();
  return { status: Number(status), body: JSON.parse(text.replace(statusLine, '')) as unknown };
}

const notEmpty = expect.arrayContaining([expect.anything()]);

/** What is shown has to be there, and may be shortened: fields left out, `…` for one's own, `["…"]` for some list of them. */
export function asShown(shown: unknown): unknown {
  if (shown === '…') return expect.anything();
  if (typeof shown === 'string' && shown.includes('…'))
    return expect.stringMatching(new RegExp(`^${shown.replaceAll('…', '.+')}$`));
  if (Array.isArray(shown)) return shown.length === 1 && shown[0] === '…' ? notEmpty : shown.map(asShown);
  if (typeof shown !== 'object' || shown === null) return shown;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, asShown(value)])),
  );
}
