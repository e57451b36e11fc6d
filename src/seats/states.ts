import type { SignupState } from '../database/generated/enums.ts';

/** States that take one of a session's seats. */
export const seatStates = ['confirmed', 'offered'] as const satisfies SignupState[];

/** States of somebody who takes part or may yet: they have a position in an order, and can leave it. */
export const activeStates = [
  'pending',
  'confirmed',
  'waiting',
  'offered',
] as const satisfies SignupState[];

export type ActiveState = (typeof activeStates)[number];

export const isActive = (state: SignupState): state is ActiveState =>
  activeStates.some((active) => active === state);

export const takesSeat = (state: SignupState): boolean =>
  seatStates.some((taking) => taking === state);
