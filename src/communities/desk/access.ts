import { and, hasRole, inCommunity, or } from '../../kit/access.ts';

/** Who sees to deliveries: each role to its own publications, an admin to all. */
export const operators = and(inCommunity, or(hasRole('moderator'), hasRole('editor')));
