import { z } from 'zod';
import { CalendarDate, listOf } from '../wire/scalars.ts';
import { ClientField, PostChargeOffInformation } from './debt.schema.ts';

/** R16: all of them, anew. A key names one value. */
export const ClientFieldsRequest = z.object({
  clientFields: listOf(ClientField).refine(
    (fields) => new Set(fields.map(({ key }) => key)).size === fields.length,
    'keys must not repeat',
  ),
});

/** R17: what is left out is cleared. */
export const OutOfStatuteRequest = z.object({
  explicitOutOfStatuteDate: CalendarDate.exactOptional(),
  explicitOutOfStatuteFlag: z.boolean().exactOptional(),
});
export type OutOfStatuteRequest = z.infer<typeof OutOfStatuteRequest>;

/** R18 */
export const PostChargeOffRequest = z.object({ postChargeOffInformation: PostChargeOffInformation });

/** R19 */
export const DefaultDateRequest = z.object({ defaultDate: CalendarDate });
