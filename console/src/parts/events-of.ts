/** One server-sent event, as far as it is of use here. */
export type SentEvent = { id: string; data: string };

/** The events that are whole in what has come so far, and the rest that is not yet (WHATWG HTML 9.2). Comments keep alive only. */
export function eventsOf(text: string): { events: SentEvent[]; rest: string } {
  const blocks = text.replace(/\r\n?/g, '\n').split('\n\n');
  const rest = blocks.pop() ?? '';
  const events = blocks.map((block) => {
    const values = (field: string): string[] =>
      block
        .split('\n')
        .filter((line) => line.startsWith(`${field}:`))
        .map((line) => line.slice(field.length + 1).replace(/^ /, ''));
    return { id: values('id').at(-1) ?? '', data: values('data').join('\n') };
  });
  return { events: events.filter(({ data }) => data !== ''), rest };
}
