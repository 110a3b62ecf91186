import { useState } from 'preact/hooks';

type Theme = 'system' | 'light' | 'dark';
const kept = 'fairdue-theme';
const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** Nothing else is kept in a browser, and this says nothing about anybody. */
const keptTheme = (): Theme => themes.find((each) => each === localStorage.getItem(kept)) ?? 'system';

export function showTheme(theme: Theme = keptTheme()): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

export function ThemeSwitch() {
  const [theme, setTheme] = useState(keptTheme);
  const choose = (chosen: Theme): void => {
    localStorage.setItem(kept, chosen);
    showTheme(chosen);
    setTheme(chosen);
  };
  return (
    <label class="compact-field">
      <span>Colours</span>
      <select value={theme} onChange={(event) => choose(event.currentTarget.value as Theme)}>
        <option value="system">As the system</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}
