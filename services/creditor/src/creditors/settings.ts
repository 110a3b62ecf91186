import type { CreditorSettings } from '@fairdue/contracts';
import type { SettingsChange } from './creditor.schema.ts';

/** The settings with what was given in place of what was. */
export const changedSettings = (settings: CreditorSettings, change: SettingsChange): CreditorSettings => ({
  ...settings,
  ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
});
