import { Router } from 'express';
import { z } from 'zod';
import {
  Channel,
  subjectNamed,
  subjects,
  themeOfSubject,
  themes,
  type Channel as ChannelName,
} from '@fairdue/contracts';
import { caller, theCreditors } from '@fairdue/http';
import type { CommunicatorDeps } from '../../config.ts';
import { builtInSubjects, helpAnswer, isRequired, plainSubjects, sentByItself } from '../built-in/wording.ts';
import { parseTemplate, variablesOf } from '../template-syntax.ts';
import { systemTemplates, type SystemTemplate } from '../system-templates.ts';
import { findEnabled } from './descriptor.store.ts';
import { requireTemplatePermission } from './owned-template.ts';
import { sourceFields } from './version.ts';

export const SubjectList = z.array(
  z
    .strictObject({
      subject: z.string(),
      name: z.string(),
      description: z.string(),
      theme: z.enum(themes).nullable(),
      channels: z.array(Channel),
      isSystemSent: z.boolean(),
      contextVariables: z.array(
        z.strictObject({ name: z.string(), type: z.enum(['string', 'boolean', 'array']), required: z.boolean() }),
      ),
    })
    .meta({ id: 'SubjectDescription' }),
);
type SubjectDescription = z.output<typeof SubjectList>[number];

/** C24. The subjects of the wire and the companies' own: what each is for, and where it can be sent. */
export const listSubjectsRoute = ({ db }: CommunicatorDeps) =>
  Router().get('/api/communicator/subjects', async (req, res) => {
    const from = caller(req);
    requireTemplatePermission(from, 'read');
    const channels = new Map<string, Set<ChannelName>>();
    for (const { subject, channel } of [...(await findEnabled(db, theCreditors(from))), ...systemTemplates]) {
      const name = subjectNamed(subject);
      channels.set(name, (channels.get(name) ?? new Set()).add(channel));
    }
    const own = [...channels.keys()].filter((subject) => !subjects.includes(subject)).toSorted();
    res.json([...subjects, ...own].map((subject) => describe(subject, [...(channels.get(subject) ?? [])])));
  });

function describe(subject: string, channels: ChannelName[]): SubjectDescription {
  const theme = themeOfSubject(subject);
  return {
    subject,
    name: nameOf(subject),
    description: theme === null ? withoutTheme(subject) : (descriptions[theme] ?? ''),
    theme,
    channels: channels.toSorted(),
    isSystemSent: sentByItself.includes(subject),
    contextVariables: variables.get(subject) ?? [],
  };
}

/** `loanOverdueFirstNotice` as a person reads it: “Loan overdue first notice”. */
function nameOf(subject: string): string {
  const words = subject.replaceAll(/(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ').split(' ');
  const read = words.map((word) => (/^[A-Z]{2,}/.test(word) ? word : word.toLowerCase())).join(' ');
  return read.charAt(0).toUpperCase() + read.slice(1);
}

const descriptions: Readonly<Partial<Record<(typeof themes)[number], string>>> = {
  opsCollDebt: 'Asks for payment of a debt: every limit on collection holds for it.',
  opsServicing: 'Keeps somebody informed about an account or a payment.',
  opsServicingDebtValidation: 'Tells what is owed to whom, and what can be done about it.',
  opsServicingVerificationOfDebt: 'Answers a dispute, or asks for what is needed to answer it.',
  opsServicingNegativeCreditReportNotice: 'Tells that a credit bureau was told.',
  opsAccountCredentials: 'Lets somebody prove who they are.',
};

const withoutTheme = (subject: string): string =>
  isRequired(subject)
    ? 'Says in writing what a rule requires to be written.'
    : 'Whatever its author says it is: its theme is sent with it.';

const notText: Readonly<Record<string, 'boolean' | 'array'>> = {
  'collector.thirdParty': 'boolean',
  'plan.installments': 'array',
};

/** What the built-in messages of a subject print or ask about. */
function variablesIn(builtIn: readonly SystemTemplate[]): SubjectDescription['contextVariables'] {
  const names = builtIn.flatMap((template) =>
    sourceFields.flatMap((field) => variablesOf(parseTemplate(template[field] ?? ''))),
  );
  return [...new Set(names)].toSorted().map((name) => ({
    name,
    type: notText[name] ?? 'string',
    required: true,
  }));
}

const variables: ReadonlyMap<string, SubjectDescription['contextVariables']> = new Map(
  [...builtInSubjects, ...plainSubjects, helpAnswer].map((each) => [
    each,
    variablesIn(systemTemplates.filter(({ subject }) => subject === each)),
  ]),
);
