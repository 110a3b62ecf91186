import { useState } from 'preact/hooks';
import { Form, TextField } from '../parts/fields.tsx';
import { Page } from '../parts/show.tsx';
import { useDoing } from '../parts/use-answer.ts';

export function SignIn({ hasEnded, onKey }: { hasEnded: boolean; onKey: (apiKey: string) => Promise<void> }) {
  const [apiKey, setApiKey] = useState('');
  const doing = useDoing();
  return (
    <main class="sign-in" id="main">
      <div class="card">
        <p class="brand big">Fairdue</p>
        <Page title="Sign in" lead="Who was contacted, who was not, and the rule that decided it.">
          {hasEnded && (
            <div class="notice warn" role="status">
              <p>Your session has ended. Sign in to go on where you were.</p>
            </div>
          )}
          {!isSecureContext && (
            <div class="notice bad" role="alert">
              <p>This page was opened without TLS, so no session can be kept. Open it over https.</p>
            </div>
          )}
          <Form doing={doing} send="Sign in" onSend={() => onKey(apiKey.trim())}>
            <TextField
              label="API key"
              type="password"
              required
              value={apiKey}
              onText={setApiKey}
              autoComplete="current-password"
              hint="The key of your account. It is sent once, and not kept in this browser."
            />
          </Form>
        </Page>
      </div>
    </main>
  );
}
