import type { Router } from 'express';
import { Refused } from '@fairdue/refused';
import { HttpFault } from './http-fault.ts';

/** As Express keeps its routes. */
export type Layer = {
  match(path: string): false | { path: string };
  route?: { path: string; methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
};

type Found = { method: string; parameters: number };

function collectMethods(stack: readonly Layer[], path: string, into: Found[]): void {
  for (const layer of stack) {
    const nested = layer.handle?.stack;
    if (!layer.route && !nested) continue;
    const match = layer.match(path);
    if (!match) continue;
    if (layer.route) {
      const parameters = layer.route.path.split(':').length - 1;
      for (const method of Object.keys(layer.route.methods)) into.push({ method, parameters });
    } else if (nested) collectMethods(nested, path.slice(match.path.length) || '/', into);
  }
}

/** The methods of a path. A literal segment wins over a parameter: what is called `payments` is nobody's id. */
export function methodsOf(router: Router, path: string): Set<string> {
  const found: Found[] = [];
  collectMethods(router.stack as unknown as Layer[], path, found);
  const fewest = Math.min(...found.map(({ parameters }) => parameters));
  return new Set(found.filter(({ parameters }) => parameters === fewest).map(({ method }) => method));
}

/** Unknown path 404, wrong method 405 with what is allowed: known before a body is read or an input looked at. */
export function requireKnownRoute(router: Router, method: string, path: string): void {
  const methods = methodsOf(router, path);
  if (methods.size === 0) throw new Refused('not-found', 'route-not-found', 'There is nothing at this path.');
  if (methods.has('get')) methods.add('head');
  if (methods.has('_all') || methods.has(method.toLowerCase())) return;
  const allow = [...methods].map((name) => name.toUpperCase()).sort();
  throw new HttpFault(405, 'method-not-allowed', 'Method not allowed.', { allow: allow.join(', ') });
}
