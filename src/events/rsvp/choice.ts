import type { RsvpState } from '../../database/generated/client.ts';

/** What a person can answer; `waiting` is what `going` becomes where every place is taken. */
export type RsvpChoice = Exclude<RsvpState, 'waiting'>;
