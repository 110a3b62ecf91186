import type { CommunicatorDeps } from '../config.ts';
import { chooseTemplate, type Choice } from '../templates/choose-template.ts';
import { languageOf } from '../templates/render-message.ts';
import { findLiveDescriptors } from '../templates/stored/descriptor.store.ts';
import type { Language } from '../templates/system-templates.ts';
import { oneLine, type Words } from '../templates/write-words.ts';
import { pageOfText } from './page-of-text.ts';
import { requestContext } from './request-context.ts';
import { requestFacts, theCompany, type RequestFacts, type RequestIds } from './request-facts.ts';
import { threadsOf } from './threads/threads.ts';
import { writeMessage } from './write-message.ts';

export type FreeFormWanted = RequestIds & {
  subjectLine?: string | null | undefined;
  contentHtml?: string | null | undefined;
  contentPlain?: string | null | undefined;
  /** Unsaid: for nobody yet, and a template that names the person cannot be filled. */
  personId?: string | undefined;
  language?: string | undefined;
};

/** A free text as it is sent. Null: the company has no template for it, and it goes as it is. */
export type FreeForm = Words & {
  templateVersionId: string | null;
  templateRevision: number | null;
  language: Language;
  sensitive: boolean;
  facts: RequestFacts;
};

type Deps = Pick<CommunicatorDeps, 'db' | 'upstream' | 'now'>;

/** Free content, cleaned, in the company's live `freeFormBranded` email; without one in `freeForm`; without that as it is (5.3). */
export async function writeFreeForm(deps: Deps, creditorId: string, wanted: FreeFormWanted): Promise<FreeForm> {
  const { personId, subjectLine } = wanted;
  const facts =
    personId === undefined
      ? { creditor: await theCompany(deps, creditorId), person: undefined, loan: undefined, loans: undefined, case: undefined }
      : await requestFacts(deps, creditorId, personId, wanted);
  const content = await cleaned(deps, wanted);
  const choice = await choose(deps, facts, wanted.language);
  const language = languageOf({ language: choice?.language ?? wanted.language ?? 'en' });
  if (!choice) {
    const words = { subjectLine: oneLine(subjectLine ?? ''), text: content.contentPlain, html: content.page };
    return { ...words, templateVersionId: null, templateRevision: null, language, sensitive: false, facts };
  }
  const given = { subjectLine: subjectLine ?? '', contentHtml: content.contentHtml, contentPlain: content.contentPlain };
  const context = requestContext(facts, given, { language, tone: 'neutral', isBuiltIn: false, now: deps.now() });
  return {
    ...(await writeMessage(deps, choice, 'email', context, ['contentHtml'])),
    templateVersionId: choice.versionId,
    templateRevision: choice.revision,
    language,
    sensitive: choice.sensitive,
    facts,
  };
} // prettier-ignore

/** Each of the two forms is made from the other where only one was given. A page of its own needs markup of its own. */
async function cleaned(deps: Deps, { contentHtml, contentPlain }: FreeFormWanted) {
  const threads = threadsOf(deps);
  if (!contentHtml) {
    const plain = contentPlain ?? '';
    return { contentHtml: pageOfText(plain), contentPlain: plain, page: null };
  }
  const clean = await threads.run('clean', contentHtml);
  return { contentHtml: clean, contentPlain: contentPlain ?? (await threads.run('read', clean)), page: clean };
}

async function choose(deps: Deps, { creditor, person }: RequestFacts, language?: string): Promise<Choice | undefined> {
  const own = await findLiveDescriptors(deps.db, creditor._id, ['freeFormBranded', 'freeForm']);
  const wanted = {
    channel: 'email',
    personLanguage: language ?? person?.language,
    creditorLanguages: creditor.settings.languages,
    productId: null,
    tone: 'neutral',
  } as const;
  return (
    chooseTemplate(own, { ...wanted, subject: 'freeFormBranded' }) ??
    chooseTemplate(own, { ...wanted, subject: 'freeForm' })
  );
}
