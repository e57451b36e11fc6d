import { z } from 'zod';
import { platforms } from '../../platform.ts';

/** A space that asks to join a community, as stored in its code's `redeemedBy`. */
export const joiningSpaceSchema = z.object({
  platform: z.enum(platforms),
  platformId: z.string(),
  title: z.string(),
  members: z.number(),
  platformCommunityId: z.string().optional(),
  /** The account that redeemed the code there. */
  accountId: z.string(),
});

export type JoiningSpace = z.infer<typeof joiningSpaceSchema>;

/** A space's request to join a community; it waits for the decision of the code's maker. */
export interface ConnectionRequest {
  codeId: string;
  /** The account that made the code. */
  makerId: string;
  space: JoiningSpace;
  communityName: string;
  /** Name of the space's present community, which ends when the space joins. */
  endingCommunityName: string | undefined;
}
