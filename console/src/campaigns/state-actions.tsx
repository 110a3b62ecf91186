import { useState } from 'preact/hooks';
import { Dialog, Form, TextField } from '../parts/fields.tsx';
import { useDoing } from '../parts/use-answer.ts';
import { useSession } from '../session/session.tsx';

type Verb = 'pause' | 'resume' | 'cancel';
const words: Readonly<Record<Verb, readonly [title: string, send: string, means: string]>> = {
  pause: ['Pause the campaign', 'Pause', 'Nothing more is sent until somebody resumes it.'],
  resume: ['Resume the campaign', 'Resume', 'What falls due from now on is sent, as far as every rule allows.'],
  cancel: ['End the campaign', 'End it', 'It ends for good: what is planned is cancelled.'],
};

type Props = { path: string; state: string; onDone: (words: string) => void };

/** Pause, resume, end: each with a reason for the log, and asked once more before it is done. */
export function StateActions({ path, state, onDone }: Props) {
  const { ask, may } = useSession();
  const [verb, setVerb] = useState<Verb>();
  const [reason, setReason] = useState('');
  const doing = useDoing();
  if (!may('campaign.campaigns:write') || state === 'ended') return null;
  const act = async (): Promise<void> => {
    if (!verb) return;
    await ask('POST', `${path}/${verb}`, reason.trim() === '' ? {} : { reason: reason.trim() });
    setVerb(undefined);
    setReason('');
    onDone(`${words[verb][1]}: done.`);
  };
  return (
    <div class="actions">
      {state === 'paused' ? (
        <button type="button" onClick={() => setVerb('resume')}>
          Resume
        </button>
      ) : (
        <button type="button" onClick={() => setVerb('pause')}>
          Pause
        </button>
      )}
      <button type="button" onClick={() => setVerb('cancel')}>
        End
      </button>
      {verb && (
        <Dialog title={words[verb][0]} onClose={() => setVerb(undefined)}>
          <Form
            doing={doing}
            send={words[verb][1]}
            danger={verb === 'cancel'}
            onSend={act}
            onCancel={() => setVerb(undefined)}
          >
            <p>{words[verb][2]}</p>
            <TextField label="Why, for the log" value={reason} onText={setReason} />
          </Form>
        </Dialog>
      )}
    </div>
  );
}
