/*
 * The worker thread's entry. A thread of its own is not transformed by whoever runs the rest (jest, tsx, plain Node),
 * so it brings its own loader for TypeScript. tsx keeps what it compiled, so a start takes about half a second; bundling
 * with esbuild on every start was measured and is no faster.
 */
import { register } from 'tsx/esm/api';

register();
await import('./run-worker.ts');
