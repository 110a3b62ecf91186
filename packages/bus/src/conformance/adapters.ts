import { newId } from '@fairdue/ids';
import { connect } from '@fairdue/store';
import { createLog, createMetrics } from '@fairdue/telemetry';
import type { Bus } from '../bus.ts';
import { startInProcessBus } from '../in-process/in-process-bus.ts';
import { startKafkaBus } from '../kafka/start-kafka-bus.ts';

/** Where one adapter finds its engine, in a form that can be handed to another process. */
export type Place = { mongoUrl: string; database: string } | { brokers: string[]; prefix: string };

const log = createLog('bus-conformance', 'silent');
const backoff = { firstMs: 20, mostMs: 200 };

/** A name that no other run uses. */
export const uniqueName = (): string =>
  `t${newId('event')
    .slice(-12)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')}`;

/** A bus at that place, as a process of its own would open it. Closing it closes its connection too. */
export async function openBus(place: Place): Promise<Bus> {
  if ('brokers' in place) {
    const metrics = createMetrics('bus-conformance');
    return startKafkaBus({ ...place, clientId: 'bus-conformance', log, metrics, backoff, sessionTimeoutMs: 6_000 });
  }
  const db = await connect(place.mongoUrl, place.database, { appName: 'bus-conformance' });
  const bus = await startInProcessBus({ db, log, backoff });
  return { ...bus, close: () => bus.close().then(() => db.close()) };
}
