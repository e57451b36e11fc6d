/** State of a bot's connection. */
export interface BotHealth {
  isConnected: boolean;
  /** Why it is not connected, without any secret. */
  problem?: string;
  /** Why the platform rejected the command menus; older menus stay in place. */
  registrationProblem?: string;
}
