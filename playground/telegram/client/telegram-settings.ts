import type { PlatformSettings } from '../../driver/platform-settings.ts';
import { appOf, type State } from '../state/state.ts';
import { parseServerVersion, serverVersions } from '../versions.ts';
import { changeApp, restartApp } from './person-app.ts';
import { findActor } from './places.ts';

/** The release of the server and the apps of the people of a local Telegram. */
export const telegramSettings = (state: State): PlatformSettings => ({
  serverVersions,
  serverVersion: () => state.serverVersion,
  setServerVersion(version) {
    state.serverVersion = parseServerVersion(version);
    for (const listener of [...state.listeners]) listener('');
  },
  app: (actor) => appOf(state, findActor(state, actor).key),
  changeApp: (actor, change) => changeApp(state, actor, change),
  restartApp: (actor) => restartApp(state, actor),
});
