import { aCreditor, aCustomer, aDebt, anAddress } from '../../services/communicator/src/customers/customer.builders.ts';
import { messageContext } from '../../services/communicator/src/templates/message-context.ts';
import { systemTemplates } from '../../services/communicator/src/templates/system-templates.ts';

/*
 * One contender in a process of its own: hardening changes nunjucks for all of it. Asked `written`, it gives the message;
 * asked `run`, it tells messages a second of processor time. The templates are compiled before.
 */
type Message = { subjectLine: string; text: string; html: string };
type Write = (context: Record<string, unknown>) => Message;
const [name = ''] = process.argv.slice(2);
const messages = 20_000;

const template = systemTemplates.find(
  ({ subject, channel, language }) => subject === 'debtValidationNotice' && channel === 'email' && language === 'en',
);
if (!template) throw new Error('There is a validation notice.');
const subjectLine = template.subjectLineTemplate ?? '';
const text = template.contentTextTemplate ?? '';
const html = template.contentHtmlTemplate ?? '';

async function hardened(): Promise<Write> {
  const { compileParts } = await import('../../services/communicator/src/templates/compile-parts.ts');
  const { writeWords } = await import('../../services/communicator/src/templates/write-words.ts');
  const parts = compileParts(template as NonNullable<typeof template>);
  return (context) => writeWords(parts, 'email', context) as Message;
}

async function plain(): Promise<Write> {
  const { default: nunjucks } = await import('nunjucks');
  const compile = (source: string, autoescape: boolean) =>
    new nunjucks.Template(source, new nunjucks.Environment(null, { autoescape }), undefined, true);
  const [line, words, page] = [compile(subjectLine, false), compile(text, false), compile(html, true)];
  return (context) => ({ subjectLine: line.render(context), text: words.render(context), html: page.render(context) });
}

async function liquid(): Promise<Write> {
  const { Liquid } = await import('liquidjs');
  const asText = new Liquid({ ownPropertyOnly: true });
  const asPage = new Liquid({ ownPropertyOnly: true, outputEscape: 'escape' });
  const [line, words, page] = [asText.parse(subjectLine), asText.parse(text), asPage.parse(html)];
  return (context) => ({
    subjectLine: String(asText.renderSync(line, context)),
    text: String(asText.renderSync(words, context)),
    html: String(asPage.renderSync(page, context)),
  });
}

const contenders: Readonly<Record<string, () => Promise<Write>>> = {
  'hardened nunjucks': hardened,
  nunjucks: plain,
  liquidjs: liquid,
};
const write = await contenders[name]?.();
if (!write) throw new Error(`There is no ${name}.`);

/** As every message comes: about a person that nobody has written to before. */
const contexts = Array.from({ length: messages }, (_, i) => ({
  ...messageContext({
    creditor: aCreditor(),
    customer: aCustomer({ name: { first: `Ada ${i}`, last: '<Neil & Sons>' } }),
    contact: anAddress(),
    debt: aDebt({ balanceCents: 100_000 + i }),
    tone: 'neutral',
    language: 'en',
    now: new Date('2026-11-25T15:00:00Z'),
  }),
}));

function perSecond(): number {
  globalThis.gc?.();
  const before = process.cpuUsage();
  for (const context of contexts) write?.(context);
  const { user, system } = process.cpuUsage(before);
  return (contexts.length * 1e6) / (user + system);
}

process.on('message', (question) => process.send?.(question === 'written' ? write(contexts[7] ?? {}) : perSecond()));
process.send?.('ready');
