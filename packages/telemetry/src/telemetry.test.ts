import { PassThrough } from 'node:stream';
import {
  createLog,
  createMetrics,
  currentTrace,
  inTrace,
  newTrace,
  parseTraceparent,
  requestLog,
  traceparentOf,
  withoutValues,
} from './index.ts';

const linesOf = (write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] => {
  const sink = new PassThrough();
  write(createLog('recover', 'info', sink));
  return String(sink.read())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};

test('a log line carries service, request and trace, and no person', () => {
  const trace = newTrace(undefined, 'req-1');

  const [line] = linesOf((log) =>
    inTrace(trace, () =>
      log.info({ customerId: 'BO-1-1', contact: { email: 'a@example.com' }, apiKey: 'k' }, 'placed'),
    ),
  );

  expect(line).toMatchObject({
    service: 'recover',
    level: 'info',
    requestId: 'req-1',
    traceId: trace.traceId,
    customerId: 'BO-1-1',
  });
  expect(JSON.stringify(line)).not.toMatch(/example\.com|"k"/);
});

test('a person is found in lists, three levels down and in what every line of a child carries', () => {
  const lines = linesOf((log) =>
    log.child({ phone: '512-555-0142' }).info({
      all: [{ email: 'a@example.com', id: 'CO-1' }],
      a: { b: { ssn: '123456789', id: 'BO-1' } },
      at: new Date(0),
    }),
  );

  expect(lines[0]).toMatchObject({
    phone: '[removed]',
    all: [{ email: '[removed]', id: 'CO-1' }],
    a: { b: { ssn: '[removed]', id: 'BO-1' } },
    at: '1970-01-01T00:00:00.000Z',
  });
});

test('what was logged stays as it was for who logged it', () => {
  const contact = { id: 'CO-1', email: 'a@example.com' };

  linesOf((log) => log.info({ contact }));

  expect(contact.email).toBe('a@example.com');
});

test('what cannot be cast is not shown either', () => {
  const said = 'Cast to Number failed for value "Dana (Okafor)\n" (type string) at path "n"';

  expect(withoutValues(said)).toBe('Cast to Number failed for value […] (type string) at path "n"');
});

test('an error is logged without the documents and the values that a driver hangs on it', () => {
  const message =
    'E11000 duplicate key error collection: r.customers index: by_reference dup key: { reference: "Dana}1" }';
  const refused = Object.assign(new Error(message), {
    code: 11_000,
    keyValue: { reference: 'Dana}1' },
    insertedDocs: [{ contacts: [{ city: 'Danaville' }] }],
  });

  const [line] = linesOf((log) => log.error({ err: new Error('not stored', { cause: refused }) }, 'request failed'));

  expect(line).toMatchObject({
    err: {
      type: 'Error',
      message: 'not stored',
      stack: expect.stringContaining('telemetry.test') as string,
      cause: { code: 11_000 },
    },
  });
  expect(JSON.stringify(line)).toContain('by_reference');
  expect(JSON.stringify(line)).not.toContain('Dana');
});

test('a traceparent goes out as it came in', () => {
  const trace = newTrace();

  expect(parseTraceparent(traceparentOf(trace))).toEqual({
    traceId: trace.traceId,
    spanId: trace.spanId,
    sampled: true,
  });
  expect(newTrace(trace)).toMatchObject({ traceId: trace.traceId, parentId: trace.spanId });
  expect(traceparentOf({ ...trace, sampled: false })).toMatch(/-00$/);
});

test.each(['', 'garbage', `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`, `01-${'a'.repeat(32)}-${'b'.repeat(16)}-01`])(
  'a bad traceparent is an absent one: %s',
  (header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  },
);

test('the trace ends with the work it belongs to', () => {
  inTrace(newTrace(), () => undefined);

  expect(currentTrace()).toBeUndefined();
});

test('two services of one process count apart, and asking twice gives one instrument', async () => {
  const recover = createMetrics('recover');
  const guard = createMetrics('compliance-guard');

  recover.counter('fairdue_things_total', 'Things.').inc();
  recover.counter('fairdue_things_total', 'Things.').inc();
  guard.counter('fairdue_things_total', 'Things.').inc();

  expect(await recover.registry.metrics()).toMatch(/fairdue_things_total\{service="recover"\} 2/);
  expect(await guard.registry.metrics()).toMatch(/fairdue_things_total\{service="compliance-guard"\} 1/);
});

test('the line of a request is the one that the log would write, and follows its level', () => {
  const { requestId, traceId } = newTrace();
  const end = { method: 'GET', family: 'recover', status: 200, elapsedMs: 7, finished: true };
  const ends = [
    { requestId, traceId, ...end, accountId: 'AC-1-1' },
    { requestId, traceId, ...end, accountId: undefined },
  ];

  const [known, unknown, ...written] = linesOf((log) => {
    for (const each of ends) requestLog(log)(each);
    for (const each of ends) log.info(each, 'request');
    log.level = 'warn';
    requestLog(log)({ ...end, requestId, traceId, accountId: undefined });
  });

  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown;
  expect(written.map((line) => ({ ...line, time }))).toEqual([known, unknown]);
});
