import { and, hasRole, inCommunity, or } from '../kit/define/access.ts';

/** Who sees to deliveries: each role to its own publications, an admin to all. */
export const deliveryOperators = and(inCommunity, or(hasRole('moderator'), hasRole('editor')));
