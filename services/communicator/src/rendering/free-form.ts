import type { CommunicatorDeps } from '../config.ts';
import type { Creditor } from '../creditors/creditor.ts';
import { chooseTemplate, type Choice } from '../templates/choose-template.ts';
import { languageOf } from '../templates/render-message.ts';
import type { Descriptor } from '../templates/stored/descriptor.ts';
import { findLiveDescriptors } from '../templates/stored/descriptor.store.ts';
import type { Language } from '../templates/system-templates.ts';
import { oneLine, type Words } from '../templates/write-words.ts';
import { pageOfText } from './page-of-text.ts';
import { requestContext } from './request-context.ts';
import type { RequestFacts } from './request-facts.ts';
import { threadsOf } from './threads/threads.ts';
import { writeMessage } from './write-message.ts';

export type FreeFormContent = {
  contentHtml?: string | null | undefined;
  contentPlain?: string | null | undefined;
  language?: string | undefined;
};

/** A free text as it is sent. Null: the company has no template for it, and it goes as it is. */
export type FreeForm = Words & {
  templateVersionId: string | null;
  templateRevision: number | null;
  language: Language;
  sensitive: boolean;
};

/** A person who is not said: for nobody yet, and a template that names the person cannot be filled. */
export type FreeFormWriter = (facts: RequestFacts, subjectLine: string | null | undefined) => Promise<FreeForm>;

type Deps = Pick<CommunicatorDeps, 'db' | 'now'>;

/**
 * Free content, cleaned, in the company's live `freeFormBranded` email; without one in `freeForm`; without that as it is
 * (5.3). What is the same for all who get it is looked up and cleaned once.
 */
export async function freeFormWriter(deps: Deps, creditor: Creditor, wanted: FreeFormContent): Promise<FreeFormWriter> {
  const own = await findLiveDescriptors(deps.db, creditor._id, ['freeFormBranded', 'freeForm']);
  const content = await cleaned(deps, wanted);
  return async (facts, subjectLine) => {
    const choice = choose(own, facts, wanted.language);
    const language = languageOf({ language: choice?.language ?? wanted.language ?? 'en' });
    if (!choice) {
      const words = { subjectLine: oneLine(subjectLine ?? ''), text: content.contentPlain, html: content.page };
      return { ...words, templateVersionId: null, templateRevision: null, language, sensitive: false };
    }
    const { contentHtml, contentPlain } = content;
    const given = { subjectLine: subjectLine ?? '', contentHtml, contentPlain };
    const context = requestContext(facts, given, { language, tone: 'neutral', isBuiltIn: false, now: deps.now() });
    return {
      ...(await writeMessage(deps, choice, 'email', context, ['contentHtml'])),
      templateVersionId: choice.versionId,
      templateRevision: choice.revision,
      language,
      sensitive: choice.sensitive,
    };
  };
}

/** Each of the two forms is made from the other where only one was given. A page of its own needs markup of its own. */
async function cleaned(deps: Deps, { contentHtml, contentPlain }: FreeFormContent) {
  const threads = threadsOf(deps);
  if (!contentHtml) {
    const plain = contentPlain ?? '';
    return { contentHtml: pageOfText(plain), contentPlain: plain, page: null };
  }
  const clean = await threads.run('clean', contentHtml);
  return { contentHtml: clean, contentPlain: contentPlain ?? (await threads.run('read', clean)), page: clean };
}

function choose(
  own: readonly Descriptor[],
  { creditor, person }: RequestFacts,
  language: string | undefined,
): Choice | undefined {
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
