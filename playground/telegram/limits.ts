/**
 * Telegram's limits, in one place. Source: the Bot API reference, TDLib (`option_manager`), and limits that
 * bots meet in practice. Lengths count Unicode code points after markup is parsed unless they say bytes.
 */
export const LIMITS = {
  text: 4096,
  caption: 1024,
  /** Of an edited ephemeral message; 4,096 are documented. Source: tdlib/telegram-bot-api issue 881. */
  ephemeralEdit: 1024,
  /** Of a rich message. */
  richText: 32_768,
  richBlocks: 500,
  richDepth: 16,
  richMedia: 50,
  richColumns: 20,
  /** Of the request, before parsing. */
  rawTextBytes: 32_768,
  callbackDataBytes: 64,
  callbackAnswer: 200,
  inlineButtons: 100,
  inlineButtonsInRow: 8,
  replyButtons: 300,
  replyButtonsInRow: 12,
  placeholder: 64,
  copyText: 256,
  requestedUsers: 10,
  commands: 100,
  commandName: 32,
  commandDescription: 256,
  botName: 64,
  botDescription: 512,
  botShortDescription: 120,
  albumSmallest: 2,
  albumLargest: 10,
  deletedAtOnce: 100,
  inlineResults: 50,
  inlineResultIdBytes: 64,
  inlineOffsetBytes: 64,
  /** Of what a person types after the bot's name. */
  inlineQuery: 256,
  photoBytes: 10 * 1024 * 1024,
  photoSides: 10_000,
  photoRatio: 20,
  documentBytes: 50 * 1024 * 1024,
  downloadBytes: 20 * 1024 * 1024,
  webhookSecret: 256,
  updatesAtOnce: 100,
  longPollSeconds: 50,
} as const;

/** How long things last, in milliseconds. */
export const LIFETIMES = {
  update: 24 * 3_600_000,
  /** A bot can delete a message for everyone within this time. */
  deletable: 48 * 3_600_000,
  callbackQuery: 15_000,
  /** Bots that answer later are refused. Source: practice; the Bot API names no time. */
  inlineQuery: 10_000,
  /** From a person's act to the last ephemeral message that answers it. */
  ephemeralAnswer: 15_000,
  /** How long an ephemeral message is known. Source: TDLib 1.8.66. */
  ephemeral: 7 * 24 * 3_600_000,
} as const;

export interface RateLimit {
  messages: number;
  /** Milliseconds. */
  windowMs: number;
}

/** How fast a bot can send: over all chats, to one chat, to one group. */
export const SEND_RATES: Record<'bot' | 'chat' | 'group', RateLimit> = {
  bot: { messages: 30, windowMs: 1_000 },
  chat: { messages: 1, windowMs: 1_000 },
  group: { messages: 20, windowMs: 60_000 },
};

/** How fast a bot can send what it pays for with `allow_paid_broadcast`. */
export const PAID_SEND_RATE: RateLimit = { messages: 1_000, windowMs: 1_000 };

export const COMMAND_NAME = /^[a-z0-9_]+$/;

/** Actions of `sendChatAction`. */
export const CHAT_ACTIONS: ReadonlySet<string> = new Set([
  'cancel',
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

/** Updates that a bot gets only when it asks for them by name. */
export const UPDATES_ON_REQUEST: ReadonlySet<string> = new Set([
  'chat_member',
  'message_reaction',
  'message_reaction_count',
]);
