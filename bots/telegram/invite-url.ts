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

/**
 * The address at which people open the private chat with the bot, which then gets `/start` with the payload; undefined
 * while the bot's name is unknown.
 * @param payload 1 to 64 of A-Z, a-z, 0-9, - and _. Source: Telegram, "Bot features", deep linking.
 */
export const telegramStartUrl = (botName: string, payload = 'hello'): string | undefined =>
  botName === '' ? undefined : `https://t.me/${botName}?start=${payload}`;

/** The address at which people send a link to a chat that they choose. Source: Telegram, "Deep links", share links. */
export const telegramShareUrl = (url: string, text: string): string =>
  `https://t.me/share/url?${new URLSearchParams({ url, text })}`;
