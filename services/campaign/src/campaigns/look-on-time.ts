import type { Deps } from '@fairdue/service';
import { timer } from '@fairdue/timers';
import { applySteps } from './apply-steps.ts';
import { campaignLook } from './campaign-look.ts';
import { lookAnew } from './look-anew.ts';

/** A pause or a hold has reached its last moment, or its first, and nobody says so: the campaign resumes or stops by itself. */
export const lookOnTime = ({ now }: Deps) =>
  timer(campaignLook, (tx, rows) =>
    applySteps(
      tx,
      now(),
      rows.map(({ id, data: { creditorId } }) => ({
        creditorId,
        campaignId: id,
        step: (situation) => lookAnew(situation, now()),
      })),
    ),
  );
