import type { Document, PhotoSize } from './file-objects.ts';
import type { OtherContent } from './other-content.ts';
import type { RichMessage } from './rich-types.ts';

/** Bot API objects, as far as this server makes them. Field names are Telegram's. */
export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export interface Chat {
  id: number;
  type: 'private' | 'group' | 'supergroup' | 'channel';
  title?: string;
  username?: string;
  first_name?: string;
  last_name?: string;
  is_forum?: true;
}

export interface MessageEntity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  user?: User;
  language?: string;
  unix_time?: number;
  date_time_format?: string;
}

export interface InlineButton {
  text: string;
  style?: 'primary' | 'success' | 'danger';
  url?: string;
  callback_data?: string;
  copy_text?: { text: string };
  disabled?: Record<string, never>;
  /** Kinds of buttons that this server accepts and cannot press: web apps, log-ins, inline queries, games, payments. */
  other?: string;
}

export interface Message extends OtherContent {
  /** 0 for an ephemeral message. */
  message_id: number;
  ephemeral_message_id?: number;
  /** For an ephemeral message: the person, or the bot when the person wrote it. */
  receiver_user?: User;
  message_thread_id?: number;
  is_topic_message?: true;
  from?: User;
  sender_chat?: Chat;
  /** The bot by whose inline mode it was sent. */
  via_bot?: User;
  author_signature?: string;
  date: number;
  edit_date?: number;
  chat: Chat;
  reply_to_message?: Message;
  forward_origin?: Record<string, unknown>;
  forward_date?: number;
  has_protected_content?: true;
  media_group_id?: string;
  text?: string;
  entities?: MessageEntity[];
  caption?: string;
  caption_entities?: MessageEntity[];
  rich_message?: RichMessage;
  link_preview_options?: Record<string, unknown>;
  document?: Document;
  photo?: PhotoSize[];
  reply_markup?: { inline_keyboard: Record<string, unknown>[][] };
  users_shared?: { request_id: number; users: Record<string, unknown>[] };
  new_chat_members?: User[];
  left_chat_member?: User;
  migrate_to_chat_id?: number;
  migrate_from_chat_id?: number;
  pinned_message?: Message;
  group_chat_created?: true;
  community_chat_added?: { community: { id: number; name: string } };
  community_chat_removed?: Record<string, never>;
}

export interface ChatMember {
  status: 'creator' | 'administrator' | 'member' | 'left' | 'kicked';
  user: User;
  is_anonymous?: boolean;
  until_date?: number;
  [right: string]: unknown;
}

interface CallbackQuery {
  id: string;
  from: User;
  /** Missing for what was sent by inline mode. */
  message?: Message;
  inline_message_id?: string;
  chat_instance: string;
  data: string;
}

export interface ChatMemberUpdated {
  chat: Chat;
  from: User;
  date: number;
  old_chat_member: ChatMember;
  new_chat_member: ChatMember;
}

interface InlineQuery {
  id: string;
  from: User;
  query: string;
  offset: string;
  chat_type: string;
}

interface ChosenInlineResult {
  result_id: string;
  from: User;
  query: string;
  /** Only with a keyboard under the message. */
  inline_message_id?: string;
}

export interface UpdatePayloads {
  message: Message;
  edited_message: Message;
  channel_post: Message;
  edited_channel_post: Message;
  callback_query: CallbackQuery;
  my_chat_member: ChatMemberUpdated;
  inline_query: InlineQuery;
  chosen_inline_result: ChosenInlineResult;
}

export type Update = { update_id: number } & Partial<UpdatePayloads>;
