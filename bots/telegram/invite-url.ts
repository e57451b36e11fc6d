/**
 * Administrator rights that features use: boards are pinned. Answers that only one person sees need none in particular.
 * Source: Telegram, "Deep links", bot links.
 */
const groupRights = ['pin_messages'];
const channelRights = ['post_messages', 'edit_messages'];

/**
 * The address at which people add the bot to a group, or give it these rights where it is a member already; empty while
 * its name is unknown.
 */
export const telegramInviteUrl = (botName: string): string =>
  botName === '' ? '' : `https://t.me/${botName}?startgroup=hello&admin=${groupRights.join('+')}`;

/** The same for channels, where a bot must be an administrator. */
export const telegramChannelUrl = (botName: string): string =>
  `https://t.me/${botName}?startchannel&admin=${channelRights.join('+')}`;
