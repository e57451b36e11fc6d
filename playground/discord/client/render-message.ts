import type {
  TextSpan,
  VisibleButton,
  VisibleEmbed,
  VisibleMenu,
  VisibleMessage,
} from '../../driver/visible-message.ts';
import { type MarkdownContext, renderInline, renderMarkdown } from '../messages/markdown.ts';
import type { MessageComponent, SelectComponent } from '../schemas/components.ts';
import { type Embed, messageFlag } from '../schemas/message.ts';
import type { Context } from '../state/context.ts';
import type { Message, User } from '../state/state.ts';
import { embeddedFileNames, resolveMediaUrl } from '../wire/message.ts';
import { menuOptions } from './menus.ts';
import { readerOf, silent } from './reader.ts';

const styles = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'secondary' } as const;

/** A message as rendered by this person's client. */
export function renderMessageFor(context: Context, viewer: User, message: Message): VisibleMessage {
  const { state } = context;
  const author = state.users.get(message.authorId);
  const inEmbeds = embeddedFileNames(message);
  const reader = readerOf(context, viewer, message);
  const hideEmbeds = (message.flags & messageFlag.suppressEmbeds) !== 0;
  return {
    id: message.id,
    version: message.version,
    from: {
      name: author?.displayName ?? 'Deleted User',
      bot: author?.bot ?? false,
      ...(author?.actor ? { actor: author.actor.key } : {}),
    },
    at: message.createdAt,
    body: renderMarkdown(message.content, reader),
    embeds: hideEmbeds
      ? []
      : message.embeds.map((embed) => seenEmbed(context, message, embed, reader)),
    buttons: message.components.flatMap((row) => {
      const buttons = row.components.flatMap((one, index) => seenButton(message, one, index));
      return buttons.length > 0 ? [buttons] : [];
    }),
    menus: message.components.flatMap((row) =>
      row.components.flatMap((one) => (one.type === 2 ? [] : [seenMenu(context, message, one)])),
    ),
    files: message.files
      .filter((file) => !inEmbeds.has(file.name))
      .map(({ name, contentType, bytes }) => ({ name, contentType, bytes })),
    private: message.ephemeralFor !== undefined,
    edited: message.editedAt !== undefined,
    pending: (message.flags & messageFlag.loading) !== 0,
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
    ...(message.interaction?.command === undefined
      ? {}
      : { command: `/${message.interaction.command}` }),
  };
}

function seenEmbed(
  context: Context,
  message: Message,
  embed: Embed,
  loud: MarkdownContext,
): VisibleEmbed {
  const reader = silent(loud);
  const optional = <K extends string, V>(key: K, value: V | null | undefined) =>
    value == null || value === '' ? {} : { [key]: value };
  const author: TextSpan[] = embed.author ? [{ text: `${embed.author.name}\n`, bold: true }] : [];
  const body = [...author, ...renderMarkdown(embed.description ?? '', reader)];
  return {
    ...optional(
      'colour',
      embed.color == null ? undefined : `#${embed.color.toString(16).padStart(6, '0')}`,
    ),
    ...optional('title', embed.title ? renderInline(embed.title, reader) : undefined),
    ...optional('url', embed.url),
    ...(body.length > 0 ? { body } : {}),
    fields: (embed.fields ?? []).map((field) => ({
      name: renderInline(field.name, reader),
      value: renderMarkdown(field.value, reader),
      inline: field.inline ?? false,
    })),
    ...optional('footer', embed.footer?.text),
    ...optional(
      'image',
      embed.image ? resolveMediaUrl(context, message, embed.image.url) : undefined,
    ),
  };
}

/** A button's face: its emoji stands before its label. */
export const buttonLabel = (one: Extract<MessageComponent, { type: 2 }>) =>
  [one.emoji?.name, one.label].filter(Boolean).join(' ');

export const componentKey = (message: Message, customId: string) => `${message.id}/${customId}`;

function seenButton(message: Message, one: MessageComponent, index: number): VisibleButton[] {
  if (one.type !== 2) return [];
  return [
    {
      id: componentKey(message, one.custom_id ?? `link-${index}`),
      label: buttonLabel(one),
      style: styles[one.style],
      ...(one.url == null ? {} : { url: one.url }),
      ...(one.disabled ? { disabled: true } : {}),
    },
  ];
}

function seenMenu(context: Context, message: Message, one: SelectComponent): VisibleMenu {
  return {
    id: componentKey(message, one.custom_id),
    ...(one.placeholder == null ? {} : { placeholder: one.placeholder }),
    options: menuOptions(context, message, one),
  };
}
