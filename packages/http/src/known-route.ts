import type { Router } from 'express';
import { Refused } from '@fairdue/refused';
import { HttpFault } from './http-fault.ts';

type Layer = {
  match(path: string): false | { path: string };
  route?: { methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
};

function collectMethods(stack: readonly Layer[], path: string, into: Set<string>): void {
  for (const layer of stack) {
    const nested = layer.handle?.stack;
    if (!layer.route && !nested) continue;
    const match = layer.match(path);
    if (!match) continue;
    if (layer.route) for (const method of Object.keys(layer.route.methods)) into.add(method);
    else if (nested) collectMethods(nested, path.slice(match.path.length) || '/', into);
  }
}

/** Unknown path 404, wrong method 405 with what is allowed: known before a body is read or an input looked at. */
export function requireKnownRoute(router: Router, method: string, path: string): void {
  const methods = new Set<string>();
  collectMethods(router.stack as unknown as Layer[], path, methods);
  if (methods.size === 0) throw new Refused('not-found', 'route-not-found', 'There is nothing at this path.');
  if (methods.has('get')) methods.add('head');
  if (methods.has('_all') || methods.has(method.toLowerCase())) return;
  const allow = [...methods].map((name) => name.toUpperCase()).sort();
  throw new HttpFault(405, 'method-not-allowed', 'Method not allowed.', { allow: allow.join(', ') });
}
