/** One series at one moment, as a scrape of Prometheus stores it. */
export type Sample = { name: string; labels: Readonly<Record<string, string>>; value: number };

/** What every series of a target is given beside its own labels. */
const ofTarget = { job: 'fairdue', instance: 'here' };

/** The text that `/metrics` answers, read. Several texts are several services: their series differ by label `service`. */
export const readSamples = (text: string): Sample[] =>
  text.split('\n').flatMap((line) => {
    const found = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (!found) return [];
    const [, name = '', labels = '', value] = found;
    const own = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', said = '']) => [label, said]);
    return [{ name, labels: { ...ofTarget, ...(Object.fromEntries(own) as Record<string, string>) }, value: numberOf(value) }];
  }); // prettier-ignore

const numberOf = (text = ''): number => Number(text.replace('+Inf', 'Infinity').replace('-Inf', '-Infinity'));

/** Those metrics whose value goes up and comes down again. */
export const gaugesOf = (text: string): Set<string> =>
  new Set([...text.matchAll(/^# TYPE (\S+) gauge$/gm)].map(([, name = '']) => name));
