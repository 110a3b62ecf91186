import type { Bus } from '../bus.ts';
import type { KafkaBusOptions } from './kafka-bus.ts';

/**
 * The bus on Apache Kafka. Rejected when no broker answers; after that, brokers may come and go. Its client is loaded here
 * and not before: who has no Kafka, as most tests, does not wait for it.
 */
export async function startKafkaBus(options: KafkaBusOptions): Promise<Bus> {
  const { connectKafkaBus } = await import('./kafka-bus.ts');
  return connectKafkaBus(options);
}
