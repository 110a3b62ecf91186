import { watchBreaker } from '@fairdue/http';
import type { Log, Metrics } from '@fairdue/telemetry';
import CircuitBreaker from 'opossum';
import { NotStarted } from '../dispatch/consumed-permit.ts';
import type { Answer, OpenHandOver, Provider } from './provider.ts';

/** While it rests, nothing is begun at that provider: it failed too often a moment ago. */
export type RestingProvider = Provider & { isResting(): boolean };

type Options = { log: Pick<Log, 'warn' | 'info'>; metrics: Metrics; restMs: number };

const isPermanent = (error: unknown): boolean => error instanceof NotStarted && error.permanent;

/**
 * One breaker for a provider. No connection, and no answer to what was committed, are its failures; a message that was
 * turned down is none. Look-ups pass: what is lost has to be settled, and they keep their own distance.
 */
export function withBreaker(provider: Provider, { log, metrics, restMs }: Options): RestingProvider {
  const { name, takesPages = false } = provider;
  const breaker = new CircuitBreaker((work: () => Promise<unknown>) => work(), {
    name,
    timeout: false, // a breaker's own timeout would cancel nothing
    errorFilter: isPermanent,
    volumeThreshold: 5,
    errorThresholdPercentage: 40, // a message counts twice, by its connection and by its answer: no answers make half of it
    resetTimeout: restMs,
    rollingCountTimeout: 30_000,
    rollingPercentilesEnabled: false,
  });
  breaker.on('open', () => log.warn({ provider: name }, 'a provider rests after its failures'));
  breaker.on('close', () => log.info({ provider: name }, 'a provider is used again'));
  watchBreaker(metrics, `provider:${name}`, breaker);

  return {
    name,
    takesPages,
    isResting: () => breaker.opened,
    compose: (message) => provider.compose(message),
    async open(outgoing) {
      let connection: OpenHandOver;
      try {
        connection = (await breaker.fire(() => provider.open(outgoing))) as OpenHandOver;
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'EOPENBREAKER') throw error;
        throw new NotStarted('the provider rests after its failures');
      }
      const watched = (answer: Promise<Answer>): Promise<Answer> => {
        answer.then(
          ({ kind }) => {
            if (kind === 'unknown') breaker.fire(() => Promise.reject(new Error('no answer'))).catch(() => undefined);
          },
          () => undefined, // the permit was not good: that says nothing about the provider
        );
        return answer;
      };
      const given = connection;
      const abandon = (): void => given.abandon();
      if ('post' in given) return { post: () => watched(given.post()), abandon };
      return { commit: (permit) => watched(given.commit(permit)), abandon }; // in this very tick
    },
    lookUp: (key) => provider.lookUp(key),
    ...(provider.drop && { drop: (key: string) => provider.drop?.(key) ?? Promise.resolve() }),
    close() {
      breaker.shutdown();
      return provider.close();
    },
  };
}
