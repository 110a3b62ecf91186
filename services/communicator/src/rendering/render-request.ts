import { namesOfSubject, type Channel } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { CommunicatorDeps } from '../config.ts';
import type { Creditor } from '../creditors/creditor.ts';
import type { Customer, Debt } from '../customers/customer.ts';
import { plansOf } from '../customers/plan.store.ts';
import { chooseTemplate, type Choice, type Wanted } from '../templates/choose-template.ts';
import type { TemplateContext } from '../templates/compile-template.ts';
import type { Tone } from '../templates/message-context.ts';
import { languageOf, type Rendered } from '../templates/render-message.ts';
import { findLiveDescriptors } from '../templates/stored/descriptor.store.ts';
import { requestContext } from './request-context.ts';
import { requestFacts, type RequestIds } from './request-facts.ts';
import { writeMessage } from './write-message.ts';

/** A message as a client asks for it (4.4, 4.6, 5.1). Ids are as 1.2 reads them. */
export type RenderWanted = RequestIds & {
  subject: string;
  channel: Channel;
  personId: string;
  /** The caller's own values: whatever the ids do not fill. */
  context?: TemplateContext | null | undefined;
  /** Unsaid: neutral. */
  tone?: Tone | undefined;
  /** Unsaid: what the person reads, else the company’s first, else English. */
  language?: string | undefined;
};

/** Its words, and whom and what they are about. */
export type RenderedRequest = Rendered & {
  descriptor: Choice;
  sensitive: boolean;
  creditor: Creditor;
  person: Customer;
  /** `loanId` and `loanIds` together, each once. */
  debts: Debt[];
  caseId: string | null;
};

type Deps = Pick<CommunicatorDeps, 'db' | 'upstream' | 'now'>;

/** Chooses, fills and writes a message for a client of the API. Nothing is stored and the guard is not asked for leave. */
export async function renderRequest(deps: Deps, creditorId: string, wanted: RenderWanted): Promise<RenderedRequest> {
  const { channel, tone = 'neutral' } = wanted;
  const facts = await requestFacts(deps, creditorId, wanted.personId, wanted);
  const { creditor, person, loan, loans = [] } = facts;
  const debts = [...new Map([...(loan ? [loan] : []), ...loans].map((debt) => [debt._id, debt])).values()];

  const descriptor = await choose(deps, creditor, {
    subject: wanted.subject,
    channel,
    personLanguage: wanted.language ?? person.language,
    creditorLanguages: creditor.settings.languages,
    productId: theProduct(debts),
    tone,
  });
  const language = languageOf(descriptor);
  const isBuiltIn = descriptor.companyId === null;
  const plan = isBuiltIn && loan ? (await plansOf(deps, creditorId, [loan._id])).get(loan._id) : undefined;
  const how = { language, tone, isBuiltIn, plan, now: deps.now() };
  const context = requestContext(facts, wanted.context ?? {}, how);
  return {
    ...(await writeMessage(deps, descriptor, channel, context)),
    templateVersionId: descriptor.versionId,
    templateRevision: descriptor.revision,
    language,
    context,
    descriptor,
    sensitive: descriptor.sensitive,
    creditor,
    person,
    debts,
    caseId: facts.case?.holdId ?? null,
  };
}

/** Loans of several products are of none. */
function theProduct(debts: readonly Debt[]): string | null {
  const [only = null, ...others] = new Set(debts.map(({ product }) => product ?? null));
  return others.length === 0 ? only : null;
}

/** Another message is never given in the place of one that is not there. */
async function choose(deps: Deps, creditor: Creditor, wanted: Wanted): Promise<Choice> {
  const own = await findLiveDescriptors(deps.db, creditor._id, namesOfSubject(wanted.subject));
  const choice = chooseTemplate(own, wanted);
  if (choice) return choice;
  const { subject, channel, productId, tone, personLanguage, creditorLanguages } = wanted;
  const languages = [...new Set([personLanguage, creditorLanguages[0], 'en'])].filter((each) => each !== undefined);
  const selectors = { subject, channel, language: languages.join(' or '), productId, tone, companyId: creditor._id };
  const named = Object.entries(selectors).map(([name, value]) => `${name} ${value ?? 'null'}`);
  throw new Refused('not-found', 'template-not-found', `There is no live template of ${named.join(', ')}.`, [
    { path: 'subject', problem: named.join(', ') },
  ]);
}
