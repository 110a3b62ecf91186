import type { ComponentChildren, TargetedInputEvent, TargetedSubmitEvent } from 'preact';
import { createElement } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Failed } from './show.tsx';
import type { Doing } from './use-answer.ts';

type Common = { label: string; hint?: string; required?: boolean };
type TextProps = Common & {
  value: string;
  onText: (value: string) => void;
  type?: 'text' | 'password' | 'email' | 'date' | 'datetime-local';
  autoComplete?: string;
  rows?: number;
};

export function TextField({
  label,
  hint,
  value,
  onText,
  type = 'text',
  required = false,
  autoComplete = 'off',
  rows,
}: TextProps) {
  const id = useId();
  const shared = {
    id, value, required, autoComplete, spellcheck: false,
    ...(hint !== undefined && { 'aria-describedby': `${id}-hint` }),
    onInput: (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) => onText(event.currentTarget.value),
  }; // prettier-ignore
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows === undefined ? createElement('input', { ...shared, type }) : <textarea rows={rows} {...shared} />}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export type Option = readonly [value: string, words: string];
type ChoiceProps = Common & { value: string; onChoice: (value: string) => void; options: readonly Option[] };

export function ChoiceField({ label, hint, value, onChoice, options }: ChoiceProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChoice(event.currentTarget.value)}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
      >
        {options.map(([each, words]) => (
          <option value={each} key={each}>
            {words}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export const CheckField = ({
  label,
  checked,
  onCheck,
}: {
  label: string;
  checked: boolean;
  onCheck: (value: boolean) => void;
}) => (
  <label class="check">
    <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.currentTarget.checked)} />
    {label}
  </label>
);

type FormProps = {
  doing: Doing;
  onSend: () => Promise<void>;
  send: string;
  danger?: boolean;
  children: ComponentChildren;
  onCancel?: () => void;
};

export function Form({ doing, onSend, send, danger = false, children, onCancel }: FormProps) {
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    doing.run(onSend);
  };
  return (
    <form onSubmit={submit} class="form">
      {children}
      {doing.error && <Failed error={doing.error} />}
      <div class="actions">
        <button type="submit" class={danger ? 'danger' : 'primary'} aria-disabled={doing.isDoing}>
          {doing.isDoing ? 'One moment …' : send}
        </button>
        {onCancel && (
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}

/** Asks before something is done that cannot be undone, or that needs words. The browser keeps the focus inside. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
