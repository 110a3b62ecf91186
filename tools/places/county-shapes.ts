import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fetched, sources } from './sources.ts';

export type Point = readonly [longitude: number, latitude: number];
export type County = { fips: string; name: string; rings: readonly (readonly Point[])[] };

const Topology = z.object({
  transform: z.object({ scale: z.tuple([z.number(), z.number()]), translate: z.tuple([z.number(), z.number()]) }),
  arcs: z.array(z.array(z.tuple([z.number(), z.number()]))),
  objects: z.object({
    counties: z.object({
      geometries: z.array(
        z.object({
          id: z.string(),
          properties: z.object({ name: z.string() }),
          arcs: z.union([z.array(z.array(z.number())), z.array(z.array(z.array(z.number())))]),
        }),
      ),
    }),
  }),
});

/** Every county with its rings. TopoJSON: arcs are shared, written as steps, and walked backwards when negative. */
export function countyShapes(): County[] {
  const text = readFileSync(join(fetched(sources.counties), 'counties-10m.json'), 'utf8');
  const { transform, arcs, objects } = Topology.parse(JSON.parse(text));
  const [[scaleX, scaleY], [x0, y0]] = [transform.scale, transform.translate];
  const lines = arcs.map((steps) => {
    let [x, y] = [0, 0];
    return steps.map(([dx, dy]): Point => {
      x += dx;
      y += dy;
      return [x * scaleX + x0, y * scaleY + y0];
    });
  });
  const arc = (index: number): readonly Point[] =>
    index >= 0 ? (lines[index] ?? []) : (lines[~index] ?? []).toReversed();

  return objects.counties.geometries.map(({ id, properties, arcs: shape }) => ({
    fips: id,
    name: properties.name,
    rings: shape.flatMap((part) =>
      typeof part[0] === 'number'
        ? [(part as number[]).flatMap(arc)]
        : (part as number[][]).map((ring) => ring.flatMap(arc)),
    ),
  }));
}

/** Even-odd over all rings, so holes and islands need no special care. */
export function contains({ rings }: County, [x, y]: Point): boolean {
  let inside = false;
  for (const ring of rings)
    ring.forEach(([x1, y1], i) => {
      const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    });
  return inside;
}
