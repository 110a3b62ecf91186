import { render } from 'preact';
import { App } from './app.tsx';
import { showTheme } from './parts/theme.tsx';

showTheme();
const root = document.getElementById('console');
if (root) render(<App />, root);
