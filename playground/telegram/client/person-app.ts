import type { AppSettings } from '../../driver/platform-settings.ts';
import type { LocalActor } from '../../driver/world-setup.ts';
import { hideEphemeralsOf } from '../state/ephemeral.ts';
import { appOf, type State } from '../state/state.ts';
import { findActor } from './places.ts';

/** Changes the app in which a person uses Telegram. */
export function changeApp(state: State, key: string, change: Partial<AppSettings>): void {
  const { key: actor } = findActor(state, key);
  state.apps.set(actor, { ...appOf(state, actor), ...change });
  state.version++;
  for (const listener of [...state.listeners]) listener('');
}

/** Starts a person's app again: their ephemeral messages are gone. */
export const restartApp = (state: State, key: string): void =>
  hideEphemeralsOf(state, findActor(state, key).telegram.id);

/** @throws Error when the person's app is offline */
export function requireOnline(state: State, actor: LocalActor): void {
  if (!appOf(state, actor.key).isOnline) throw new Error(`${actor.name} is offline.`);
}
