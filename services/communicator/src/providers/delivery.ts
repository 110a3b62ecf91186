import { ConfigurationFault } from '@fairdue/config';
import { outside, type Outside } from '@fairdue/http';
import type { CommunicatorDeps } from '../config.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import type { Form } from '../templates/built-in/layout.ts';
import { httpProvider } from './http-provider.ts';
import type { ProviderConfig } from './provider-config.ts';
import type { Provider } from './provider.ts';
import { simpleProviders } from './simple-providers.ts';
import { smtpProvider } from './smtp-provider.ts';
import { withBreaker, type RestingProvider } from './with-breaker.ts';

/** A provider with what is to be kept to towards it. Both rates are messages a second. */
export type ChannelProvider = RestingProvider & {
  rate: { perSecond?: number | undefined; perNumberPerSecond?: number | undefined };
};

/** The providers of this process, by the form of message they take, in the order in which they are preferred. */
export type Delivery = {
  channels: Readonly<Record<Form, readonly [ChannelProvider, ...ChannelProvider[]]>>;
  sandbox: Sandbox | undefined;
  /** By which that provider’s callbacks are believed; undefined: there is no such provider. */
  secretsOf(provider: string): readonly string[] | undefined;
  stop(): Promise<void>;
};

const started = new WeakMap<object, Promise<Delivery>>();

/** Started once per service, by whoever needs it first: jobs may run before everything else is up. */
export function deliveryOf(deps: CommunicatorDeps): Promise<Delivery> {
  const known = started.get(deps) ?? startDelivery(deps);
  started.set(deps, known);
  return known;
}

const loopback = ['127.0.0.1', '::1', 'localhost'];

async function startDelivery({ config, log, metrics }: CommunicatorDeps): Promise<Delivery> {
  const sandbox = config.SANDBOX
    ? await startSandbox({
        dataFolder: config.DATA_DIR,
        httpPort: config.SANDBOX_HTTP_PORT,
        smtpPort: config.SANDBOX_SMTP_PORT,
        callBackUrl: config.SANDBOX_CALLBACK_URL ?? `${config.GATEWAY_URL}/callbacks/sandbox`,
        callBackSecret: config.CALLBACK_SECRET,
        onFault: (error) => log.error({ err: error }, 'the sandbox could not take a message'),
      })
    : undefined;
  if (!sandbox && !config.PUBLIC_URL?.startsWith('https:'))
    throw new ConfigurationFault(['PUBLIC_URL: needed, with https, where SANDBOX is false']);
  const named = config.PROVIDERS ?? [];
  if (sandbox) refuseReal(named);
  const configs = [...named, ...simpleProviders(config, sandbox, new Set(named.map(({ channel }) => channel)))];
  const reach = outside(sandbox ? loopback : config.PROVIDER_HOSTS_INSIDE);
  const limits = { connectMs: config.PROVIDER_CONNECT_MS, answerMs: config.PROVIDER_ANSWER_MS };
  const made = configs.map((each) => {
    const provider = withBreaker(providerOf(each, reach, limits), { log, metrics, restMs: config.PROVIDER_REST_MS });
    const { perSecond, perNumberPerSecond } = each;
    return { channel: each.channel, provider: { ...provider, rate: { perSecond, perNumberPerSecond } } };
  });
  const of = (form: Form): readonly [ChannelProvider, ...ChannelProvider[]] => {
    const [first, ...others] = made.filter(({ channel }) => channel === form).map(({ provider }) => provider);
    if (!first) throw new Error(`Nothing takes ${form}.`);
    return [first, ...others];
  };
  const secrets = new Map(configs.map(({ name, secrets: own }) => [name, own]));
  if (sandbox) secrets.set('sandbox', [config.CALLBACK_SECRET]);
  return {
    sandbox,
    channels: { email: of('email'), text: of('text'), mail: of('mail'), voice: of('voice') },
    secretsOf: (name) => secrets.get(name),
    async stop() {
      await Promise.all(made.map(({ provider }) => provider.close()));
      await sandbox?.stop();
    },
  };
}

/** In a sandbox time is moved, and nobody may hear of that. */
function refuseReal(configs: readonly ProviderConfig[]): void {
  const real = configs.filter(({ url }) => !loopback.includes(new URL(url).hostname.replace(/^\[|\]$/g, '')));
  if (real.length > 0)
    throw new ConfigurationFault(real.map(({ name }) => `PROVIDERS: ${name} is real, which SANDBOX=true forbids`));
}

function providerOf(config: ProviderConfig, reach: Outside, limits: { connectMs: number; answerMs: number }): Provider {
  const common = { name: config.name, url: config.url, lookUpUrl: config.lookUpUrl, outside: reach, ...limits };
  if (config.channel === 'email')
    return smtpProvider({ ...common, bounceAddress: config.bounceAddress, dkim: config.dkim });
  const { channel, headers, format, payload, answer, secrets, dropUrl } = config;
  return httpProvider({ ...common, dropUrl, channel, headers, format, payload, answer, secret: secrets[0] });
}
