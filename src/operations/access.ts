import { and, hasRole, inCommunity, or } from '../kit/define/access.ts';

/** Who may use the delivery commands. Each role sees its own publications, an admin all. */
export const deliveryOperators = and(inCommunity, or(hasRole('moderator'), hasRole('editor')));
