import { readEvents } from './server-sent-events.ts';

const streamOf = (...pieces: string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });

async function read(...pieces: string[]) {
  const events = [];
  for await (const event of readEvents(streamOf(...pieces))) events.push(event);
  return events;
}

test('events are whole, however the stream is cut', async () => {
  const text = 'retry: 1000\nid: AT-0\n\n: beat\n\nid: AT-1\ndata: {"type":\ndata: "é"}\n\nid: AT-2\ndata: cut off';
  const bytes = [...new TextEncoder().encode(text)];

  const atOnce = await read(text);
  const byByte = readEvents(
    new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    }),
  );
  const inPieces = [];
  for await (const event of byByte) inPieces.push(event);

  expect(atOnce).toEqual([
    { id: 'AT-0', data: '', retryMs: 1_000 },
    { id: 'AT-1', data: '{"type":\n"é"}', retryMs: undefined },
  ]);
  expect(inPieces).toEqual(atOnce);
});
