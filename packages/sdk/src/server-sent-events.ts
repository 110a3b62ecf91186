export type ServerSentEvent = { id: string | undefined; data: string; retryMs: number | undefined };

function eventIn(block: string): ServerSentEvent {
  const event: ServerSentEvent = { id: undefined, data: '', retryMs: undefined };
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^([^:]+):? ?(.*)$/.exec(line) ?? [];
    if (field === 'id') event.id = value;
    if (field === 'data') data.push(value);
    if (field === 'retry' && /^\d+$/.test(value)) event.retryMs = Number(value);
  }
  return { ...event, data: data.join('\n') };
}

/** Blocks of a `text/event-stream`, in whatever pieces it arrives. `heard` is called for every piece, comments too. */
export async function* readEvents(
  stream: ReadableStream<Uint8Array>,
  heard: () => void = () => undefined,
): AsyncGenerator<ServerSentEvent, void, undefined> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heard();
      const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r\n\r\n|\n\n|\r\r/);
      rest = blocks.pop() ?? '';
      for (const block of blocks) if (!/^(:.*)?$/.test(block)) yield eventIn(block);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
