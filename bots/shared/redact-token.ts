/** The text without the bot's token, which is part of request addresses and so of network errors. */
export const redactToken = (text: string, token: string): string =>
  text.replaceAll(token, '<token>');
