/**
 * Every number by which Discord refuses something, in one place. Lengths are counted in Unicode code points,
 * as Discord's API counts them (its own clients count UTF-16 units for what people type).
 * Source: the developer documentation's pages on messages, components, application commands and interactions.
 */
export const limits = {
  content: 2000,
  embeds: {
    perMessage: 10,
    title: 256,
    description: 4096,
    fields: 25,
    fieldName: 256,
    fieldValue: 1024,
    footer: 2048,
    author: 256,
    /** Title, description, field names and values, footer and author name, over all embeds of a message. */
    total: 6000,
    url: 2048,
  },
  components: {
    rows: 5,
    perRow: 5,
    customId: 100,
    buttonLabel: 80,
    buttonUrl: 512,
    selectOptions: 25,
    selectLabel: 100,
    selectValue: 100,
    selectDescription: 100,
    selectPlaceholder: 150,
  },
  /** Messages that are made of components alone. The 4,000 count over all texts. */
  layout: { components: 40, text: 4000, sectionTexts: 3, galleryItems: 10, url: 2048 },
  modal: {
    rows: 5,
    title: 45,
    label: 45,
    labelDescription: 100,
    value: 4000,
    placeholder: 100,
    text: 4000,
    radioOptions: { least: 2, most: 10 },
    checkboxOptions: 10,
    fileTypes: 10,
    fileType: 16,
  },
  commands: {
    perScope: 100,
    /** Context-menu commands of one kind in a scope. */
    menusPerScope: 15,
    name: 32,
    description: 100,
    options: 25,
    choices: 25,
    choiceName: 100,
    choiceValue: 100,
    stringLength: 6000,
    /** Names, descriptions and choice values of a command with everything in it; the longest localisation counts. */
    total: 8000,
  },
  autocomplete: { choices: 25, name: 100, value: 100 },
  /** Age from which edits of a message are limited, in milliseconds. Source: JSON code 30046. */
  oldEditMs: 3_600_000,
  nonce: 25,
  /** "The past few minutes" of `enforce_nonce`; the documentation gives no number. */
  nonceWindowMs: 5 * 60_000,
  files: { perMessage: 10, bytes: 10 * 1024 * 1024, description: 1024 },
  typedMessage: 2000,
  channelName: 100,
  messagesPage: 100,
  /** Pinned messages of a channel, and of one answer that lists them. */
  pins: { perChannel: 250, page: 50 },
  /** Events of a server; `perGuild` counts those that are not over. Source: Discord, "Guild Scheduled Event". */
  scheduledEvents: { perGuild: 100, name: 100, description: 1000, location: 100, yearsAhead: 5 },
  membersPage: 1000,
  interaction: { answerMs: 3_000, tokenMs: 15 * 60_000 },
} as const;

/**
 * Rate limits when they are switched on. Discord keeps the per-route numbers to itself and tells them by header;
 * these are what it has been seen to answer.
 */
export const rateLimitRules = {
  global: { limit: 50, windowMs: 1_000 },
  /** First match wins. `path` is the route's template; the major parameter is the channel, guild or webhook in it. */
  routes: [
    { method: 'POST', path: '/channels/:id/messages', limit: 5, windowMs: 5_000 },
    { method: 'PATCH', path: '/channels/:id/messages/:id', limit: 5, windowMs: 5_000 },
    { method: 'DELETE', path: '/channels/:id/messages/:id', limit: 5, windowMs: 1_000 },
    {
      method: 'POST',
      path: '/channels/:id/messages/:id/crosspost',
      limit: 10,
      windowMs: 3_600_000,
    },
    { method: 'POST', path: '/channels/:id/typing', limit: 5, windowMs: 5_000 },
    { method: 'PUT', path: '/applications/:id/commands', limit: 5, windowMs: 20_000 },
    { method: 'POST', path: '/applications/:id/commands', limit: 5, windowMs: 20_000 },
    { method: 'POST', path: '/users/@me/channels', limit: 10, windowMs: 10_000 },
    { method: 'POST', path: '/webhooks/:id/:token', limit: 5, windowMs: 2_000 },
    { method: 'PATCH', path: '/webhooks/:id/:token/messages/:id', limit: 5, windowMs: 2_000 },
    { method: '*', path: '*', limit: 50, windowMs: 1_000 },
  ],
  /** Interaction answers are not bound by the bot's global limit. */
  outsideGlobal: /^\/(interactions|webhooks)\//,
} as const;
