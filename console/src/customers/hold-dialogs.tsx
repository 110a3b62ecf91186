import { useState } from 'preact/hooks';
import { CheckField, ChoiceField, Dialog, Form, TextField } from '../parts/fields.tsx';
import { useDoing } from '../parts/use-answer.ts';
import { useSession } from '../session/session.tsx';
import { channels, holdReasons, inWords } from '../words.ts';
import type { Hold } from './customer.types.ts';

type DialogProps = { customerId: string; onDone: (words: string) => void; onClose: () => void };

export function PlaceHold({ customerId, onDone, onClose }: DialogProps) {
  const { ask } = useSession();
  const [reason, setReason] = useState('do-not-interact');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [themes, setThemes] = useState('collection');
  const [endDate, setEndDate] = useState('');
  const [description, setDescription] = useState('');
  const doing = useDoing();
  const place = async (): Promise<void> => {
    const body = {
      customerId,
      reason,
      channels: chosen,
      themes,
      endDate: endDate || null,
      ...(description.trim() && { description: description.trim() }),
    };
    await ask('POST', '/agency/v1/holds', body);
    onDone('The hold stands: nothing that it forbids can start any more.');
  };
  return (
    <Dialog title="Place a hold" onClose={onClose}>
      <Form doing={doing} send="Place the hold" onSend={place} onCancel={onClose}>
        <ChoiceField label="Why" value={reason} onChoice={setReason} options={holdReasons} />
        <fieldset>
          <legend>Channels (none chosen: all)</legend>
          {channels.slice(0, 4).map(([channel, words]) => (
            <CheckField
              key={channel}
              label={words}
              checked={chosen.includes(channel)}
              onCheck={(is) => setChosen(is ? [...chosen, channel] : chosen.filter((each) => each !== channel))}
            />
          ))}
        </fieldset>
        <ChoiceField
          label="Forbids"
          value={themes}
          onChoice={setThemes}
          options={[
            ['collection', 'Collection'],
            ['all', 'Everything'],
          ]}
        />
        <TextField
          label="Last day"
          type="date"
          value={endDate}
          onText={setEndDate}
          hint="Empty: until somebody lifts it."
        />
        <TextField label="In words, for the record" value={description} onText={setDescription} />
      </Form>
    </Dialog>
  );
}

export function LiftHold({
  customerId,
  hold,
  isSecond,
  onDone,
  onClose,
}: DialogProps & { hold: Hold; isSecond: boolean }) {
  const { ask } = useSession();
  const [reason, setReason] = useState('');
  const doing = useDoing();
  const lift = async (): Promise<void> => {
    const path = `/agency/v1/holds/${hold.holdId}/lift`;
    const after = isSecond
      ? await ask<Hold>('POST', `${path}/confirm`, { customerId })
      : await ask<Hold>('POST', path, { customerId, reason: reason.trim() });
    onDone(after.liftedAt ? 'The hold is lifted.' : 'Noted. The hold is lifted once a second person confirms.');
  };
  return (
    <Dialog title={`${isSecond ? 'Confirm the lift' : 'Lift'}: ${inWords(hold.reason, holdReasons)}`} onClose={onClose}>
      <Form doing={doing} send={isSecond ? 'Confirm' : 'Lift the hold'} onSend={lift} onCancel={onClose} danger>
        {isSecond ? (
          <p>
            {hold.liftAskedBy?.id} asks: {hold.liftAskedBy?.description ?? 'no reason given'}. Afterwards this customer
            may be contacted again, as far as every other rule allows.
          </p>
        ) : (
          <TextField
            label="Why it is lifted"
            value={reason}
            onText={setReason}
            required
            hint="Kept with the hold, and proven in the evidence."
          />
        )}
      </Form>
    </Dialog>
  );
}
