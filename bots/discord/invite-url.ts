/** View Channel, Send Messages, Send Messages in Threads, Embed Links, Attach Files, Read Message History. */
const permissions = 274878024704n | 65536n;

/** The address at which people add the bot to a server; empty while the application is unknown. */
export const discordInviteUrl = (applicationId: string): string =>
  applicationId === ''
    ? ''
    : `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot%20applications.commands&permissions=${permissions}`;
