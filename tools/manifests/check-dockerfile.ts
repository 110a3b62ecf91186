import { readFileSync } from 'node:fs';

export type Instruction = { word: string; rest: string; stage: string };

/** Instructions with their lines joined, each with the stage it stands in. */
export function readDockerfile(text = readFileSync('deploy/docker/Dockerfile', 'utf8')): Instruction[] {
  const lines = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  let stage = '';
  return lines.map((line) => {
    const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (word === 'FROM') stage = / AS (\w+)/i.exec(rest)?.[1] ?? 'final';
    return { word, rest, stage };
  });
}

export function checkDockerfile(text?: string): string[] {
  const all = readDockerfile(text);
  const final = all.filter(({ stage }) => stage === 'final');
  const last = (word: string): string => final.findLast((each) => each.word === word)?.rest ?? '';
  const base = all.find(({ word, rest }) => word === 'ARG' && rest.startsWith('NODE_IMAGE='))?.rest ?? '';
  const faults = [
    [/^NODE_IMAGE=node:\d+\.\d+\.\d+-\S+$/.test(base), 'the image it stands on has no exact version'],
    [all.filter(({ word }) => word === 'FROM').length > 1, 'what builds is also what runs: use stages'],
    [/^([1-9]\d*):([1-9]\d*)$/.test(last('USER')), 'it runs as root, or as a name that Kubernetes cannot check'],
    [last('HEALTHCHECK') !== '', 'nobody looks whether it is healthy'],
    [last('CMD').startsWith('['), 'CMD is a line for a shell, which takes SIGTERM away from Node'],
    [last('STOPSIGNAL') === 'SIGTERM', 'STOPSIGNAL is not SIGTERM'],
    [!final.some(({ word }) => word === 'RUN'), 'the image that runs executes something while it is built'],
    [final.every(({ word, rest }) => word !== 'COPY' || rest.startsWith('--from=')), 'sources are copied into it'],
    [!all.some(({ word }) => word === 'ADD'), 'ADD unpacks and downloads: use COPY'],
    [all.every(({ word, rest }) => word !== 'RUN' || !/npm (i|install)\b/.test(rest)), 'npm install ignores the lock file'],
    [all.every(({ word, rest }) => word !== 'RUN' || !rest.includes('npm ci') || rest.includes('--ignore-scripts')), 'packages may run scripts'],
    [!all.some(({ word, rest }) => /^(ARG|ENV)$/.test(word) && /(KEY|SECRET|PASSWORD|TOKEN)\b/.test(rest)), 'a secret is part of it'],
  ] as const; // prettier-ignore
  return faults.filter(([holds]) => !holds).map(([, words]) => `deploy/docker/Dockerfile: ${words}`);
}
