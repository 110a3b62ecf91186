import { useState } from 'preact/hooks';
import { Dialog, Form, TextField } from '../parts/fields.tsx';
import { Shown } from '../parts/show.tsx';
import { useAnswer, useDoing } from '../parts/use-answer.ts';
import { useSession } from '../session/session.tsx';
import type { Open, WholeLetter } from './dead-letter.types.ts';

/** A message as text where it is text: nested JSON is laid out, what cannot be read is shown as it came. */
function laidOut(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

export function ShowLetter({ service, letter, onClose }: Open & { onClose: () => void }) {
  const { ask } = useSession();
  const whole = useAnswer(
    () => ask<WholeLetter>('GET', `/agency/v1/dead-letters/${service}/${encodeURIComponent(letter._id)}`),
    [service, letter._id],
  );
  return (
    <Dialog title="The message" onClose={onClose}>
      <p class="notice bad as-written">{letter.cause.detail}</p>
      <Shown answer={whole} lines={6}>
        {({ value, headers }) => (
          <>
            <pre tabIndex={0}>{laidOut(value)}</pre>
            <details>
              <summary>Headers</summary>
              <pre tabIndex={0}>{JSON.stringify(headers, null, 2)}</pre>
            </details>
          </>
        )}
      </Shown>
      <form method="dialog" class="actions">
        <button type="submit">Close</button>
      </form>
    </Dialog>
  );
}

export function GiveUp({ service, letter, onClose, onDone }: Open & { onClose: () => void; onDone: () => void }) {
  const { ask } = useSession();
  const [reason, setReason] = useState('');
  const doing = useDoing();
  const giveUp = async (): Promise<void> => {
    await ask('POST', `/agency/v1/dead-letters/${service}/${encodeURIComponent(letter._id)}/give-up`, {
      reason: reason.trim(),
    });
    onDone();
  };
  return (
    <Dialog title="Give up on this message" onClose={onClose}>
      <Form doing={doing} send="Give up" danger onSend={giveUp} onCancel={onClose}>
        <p>
          What it says will never be applied by {service}. The message is kept. Give up only when it is known to be
          wrong, or when what it says was put right otherwise.
        </p>
        <TextField label="Why" value={reason} onText={setReason} required />
      </Form>
    </Dialog>
  );
}
