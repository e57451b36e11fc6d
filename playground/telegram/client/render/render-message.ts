import type {
  TextSpan,
  VisibleFile,
  VisibleMenu,
  VisibleMessage,
} from '../../../driver/visible-message.ts';
import type { LocalActor } from '../../../driver/world-setup.ts';
import type { Message, MessageEntity } from '../../bot-api/types.ts';
import {
  appOf,
  type ChatState,
  promptKey,
  type State,
  type StoredFile,
  type StoredMessage,
} from '../../state/state.ts';
import { ephemeralKey, messageKey } from '../places.ts';
import type { PressableButton } from '../pressable-button.ts';
import { formatDateEntity } from './date-entity.ts';
import { otherText } from './other-text.ts';
import { type RenderedRich, renderRich } from './render-rich.ts';
import { serviceText } from './service-text.ts';

/** Styles of an entity. */
function styleOf(entity: MessageEntity, covered: string): Partial<TextSpan> {
  switch (entity.type) {
    case 'bold':
    case 'italic':
    case 'underline':
    case 'spoiler':
    case 'code':
    case 'pre':
      return { [entity.type]: true };
    case 'strikethrough':
      return { strike: true };
    case 'blockquote':
      return { quote: true };
    case 'expandable_blockquote':
      return { quote: true, folded: true };
    case 'text_link':
      return { link: entity.url ?? covered };
    case 'url':
      return { link: /^[a-z]+:\/\//i.test(covered) ? covered : `http://${covered}` };
    case 'email':
      return { link: `mailto:${covered}` };
    case 'mention':
      return { mention: covered };
    case 'text_mention':
      return { mention: entity.user?.username ? `@${entity.user.username}` : covered };
    case 'date_time':
      return { time: entity.unix_time ?? 0 };
    default:
      return {};
  }
}

/** Text with entities as runs of the same style. */
function spansOf(
  text: string,
  entities: MessageEntity[],
  reader: { locale: string; now: number },
): TextSpan[] {
  const edges = new Set([0, text.length]);
  for (const { offset, length } of entities) edges.add(offset).add(offset + length);
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).flatMap((start, i): TextSpan[] => {
    const end = sorted[i + 1] ?? text.length;
    const covering = entities.filter(
      ({ offset, length }) => offset <= start && offset + length >= end,
    );
    const span: TextSpan = { text: text.slice(start, end) };
    for (const entity of covering) {
      const { offset, length, unix_time, date_time_format } = entity;
      Object.assign(span, styleOf(entity, text.slice(offset, offset + length)));
      if (unix_time === undefined) continue;
      span.text =
        formatDateEntity(unix_time, date_time_format ?? '', reader.locale, reader.now) ?? span.text;
    }
    return [span];
  });
}

const buttonId = (stored: StoredMessage, row: number, column: number): string =>
  `${messageKey(stored)}:${row}:${column}`;

/** The buttons under a message that a person sees: its inline keyboard, or the reply keyboard that it brought them. */
function keyboardOf(
  chat: ChatState,
  actor: LocalActor,
  stored: StoredMessage,
): PressableButton[][] {
  const { message, markup } = stored;
  if (markup?.kind === 'inline') {
    return markup.rows.map((row, i) =>
      row.map((inline, j) => ({
        id: buttonId(stored, i, j),
        label: inline.text,
        ...(inline.url !== undefined && { url: inline.url }),
        ...(inline.style && { style: inline.style }),
        ...(inline.disabled && { disabled: true }),
        ...(inline.copy_text && { copies: inline.copy_text.text }),
        inline,
      })),
    );
  }
  const prompt = chat.prompts.get(promptKey(actor.telegram.id, message.message_thread_id));
  if (markup?.kind !== 'keyboard' || prompt?.keyboard !== message.message_id) return [];
  return markup.rows.map((row, i) =>
    row.map((reply, j) => ({ id: buttonId(stored, i, j), label: reply.text, reply })),
  );
}

/** The rich content of a message, of which an old app shows nothing. */
function richOf(state: State, actor: LocalActor, stored: StoredMessage): RenderedRich | undefined {
  const { rich_message } = stored.message;
  if (!rich_message || appOf(state, actor.key).isOld) return undefined;
  return renderRich(rich_message, {
    locale: actor.locale,
    now: state.now(),
    buttonId: (index) => `${messageKey(stored)}:rich:${index}`,
  });
}

/** All buttons of a message that a person can press, by rows. */
export const buttonsOf = (
  state: State,
  chat: ChatState,
  actor: LocalActor,
  stored: StoredMessage,
): PressableButton[][] => [
  richOf(state, actor, stored)?.buttons ?? [],
  ...keyboardOf(chat, actor, stored),
];

function authorOf(state: State, stored: StoredMessage): VisibleMessage['from'] {
  const { from, sender_chat } = stored.message;
  if (sender_chat) {
    return { name: sender_chat.title ?? '', bot: stored.fromBot };
  }
  return {
    name: from?.first_name ?? state.bot.first_name,
    bot: stored.fromBot,
    ...(stored.author !== undefined && { actor: stored.author }),
  };
}

const fileOf = ({ name, contentType, bytes }: StoredFile): VisibleFile => ({
  name,
  contentType,
  bytes,
});

/** People whom a "choose people" button offers. */
function menusOf(state: State, rows: PressableButton[][]): VisibleMenu[] {
  return rows.flat().flatMap(({ id, label, reply }) =>
    reply?.requestUsers
      ? [
          {
            id,
            placeholder: label,
            options: [...state.actors.values()].map(({ key, name }) => ({
              label: name,
              value: key,
            })),
          },
        ]
      : [],
  );
}

const repliedKey = ({ message_id, ephemeral_message_id }: Message): string =>
  ephemeral_message_id === undefined ? String(message_id) : ephemeralKey(ephemeral_message_id);

/** One message as an actor sees it. */
export function renderMessageFor(
  state: State,
  chat: ChatState,
  actor: LocalActor,
  stored: StoredMessage,
): VisibleMessage {
  const { message } = stored;
  const service = serviceText(state, message, actor.locale);
  const rows = keyboardOf(chat, actor, stored);
  const rich = richOf(state, actor, stored);
  const prompt = chat.prompts.get(promptKey(actor.telegram.id, message.message_thread_id));
  const isAsking =
    stored.ephemeral !== undefined
      ? prompt?.forcedEphemeral === stored.ephemeral.id
      : prompt?.forcedReply === message.message_id;
  const body =
    service !== undefined
      ? [{ text: service }]
      : spansOf(
          message.text ?? message.caption ?? otherText(message),
          message.entities ?? message.caption_entities ?? [],
          { locale: actor.locale, now: state.now() },
        );
  return {
    id: messageKey(stored),
    version: stored.version,
    from: authorOf(state, stored),
    at: stored.at,
    body: body.filter(({ text }) => text !== ''),
    ...(service !== undefined && { service: true }),
    ...(rich && { rich: rich.blocks }),
    ...(isAsking && { asksForReply: true }),
    embeds: [],
    buttons: rows.map((row) => row.map(({ inline, reply, ...button }) => button)),
    menus: menusOf(state, rows),
    files: stored.file ? [fileOf(stored.file)] : [],
    private: stored.ephemeral !== undefined,
    edited: message.edit_date !== undefined,
    pending: false,
    ...(chat.pinned.includes(message.message_id) && !stored.ephemeral && { pinned: true }),
    ...(message.reply_to_message && { replyTo: repliedKey(message.reply_to_message) }),
  };
}
