import type { Family } from './service-app.ts';
import { methodsOf, type Layer } from './known-route.ts';

export type Route = { method: string; path: string };

function leaves(stack: readonly Layer[]): Route[] {
  return stack.flatMap(({ route, handle }) => {
    if (!route) return leaves(handle?.stack ?? []);
    return Object.keys(route.methods).map((method) => ({ method, path: route.path }));
  });
}

const answers = ({ router }: Family, { method, path }: Route): boolean =>
  methodsOf(router, path.replaceAll(/:\w+/g, 'x')).has(method);

/** Every route of a family with its whole path, parameters in braces. A mounted router's prefix is one of the family's. */
export const routesOf = (family: Family): Route[] =>
  leaves(family.router.stack as unknown as Layer[]).map(({ method, path }) => {
    const prefixes = family.paths instanceof RegExp ? [''] : ['', ...family.paths];
    const prefix = prefixes.find((each) => answers(family, { method, path: each + path }));
    if (prefix === undefined) throw new Error(`No prefix of its family leads to ${method} ${path}.`);
    return { method, path: (prefix + path).replaceAll(/:(\w+)/g, '{$1}') };
  });
