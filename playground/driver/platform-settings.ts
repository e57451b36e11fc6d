/** The app in which a person uses a platform. */
export interface AppSettings {
  /** While it is offline, messages for this person alone are lost, and they can do nothing. */
  isOnline: boolean;
  /** One of before June 2026: it sends every command as an ordinary message and shows nothing of rich messages. */
  isOld: boolean;
}

/** What can be changed on a local platform while it runs. */
export interface PlatformSettings {
  /** Releases of the bots' API that the server can play, oldest first. */
  serverVersions: readonly string[];
  serverVersion(): string;
  /** @throws Error naming the releases there are */
  setServerVersion(version: string): void;
  app(actor: string): AppSettings;
  changeApp(actor: string, change: Partial<AppSettings>): void;
  /** Starts the app again, which loses messages for this person alone. */
  restartApp(actor: string): void;
}
