/** State of a bot's connection. */
export interface BotHealth {
  isConnected: boolean;
  /** Why it is not connected, without any secret. */
  problem?: string;
  /** Why the platform rejected the command menus; older menus stay in place. */
  registrationProblem?: string;
  /** What the platform can do, by name. */
  features?: Readonly<Record<string, boolean>>;
  /** A feature that stays off until the next start, since the platform did not keep to it. */
  latched?: string;
}
