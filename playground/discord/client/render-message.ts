import type { TextSpan, VisibleEmbed, VisibleMessage } from '../../driver/visible-message.ts';
import { type MarkdownContext, renderInline, renderMarkdown } from '../messages/markdown.ts';
import { pressableOf, textsOf } from '../schemas/layout.ts';
import { type Embed, messageFlag } from '../schemas/message.ts';
import type { Context } from '../state/context.ts';
import type { Message, User } from '../state/state.ts';
import { embeddedFileNames, resolveMediaUrl } from '../wire/files.ts';
import { buttonRows, filesInLayout, renderLayout, seenButton, seenMenu } from './layout.ts';
import { readerOf, silent } from './reader.ts';

/** A message as rendered by this person's client. */
export function renderMessageFor(context: Context, viewer: User, message: Message): VisibleMessage {
  const { state } = context;
  const author = state.users.get(message.authorId);
  const isPinNotice = message.type === 6;
  const isLaidOut = (message.flags & messageFlag.componentsV2) !== 0;
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
    body: isPinNotice
      ? [{ text: pinNoticeText(author?.displayName ?? '', reader.locale) }]
      : isLaidOut
        ? textsOf(message.components).flatMap((text, index): TextSpan[] => [
            ...(index === 0 ? [] : [{ text: '\n' }]),
            ...renderMarkdown(text, reader),
          ])
        : renderMarkdown(message.content, reader),
    ...(isPinNotice && { service: true }),
    embeds: hideEmbeds
      ? []
      : message.embeds.map((embed) => seenEmbed(context, message, embed, reader)),
    buttons: buttonRows(message).map((row) =>
      row.map((one, index) => seenButton(message, one, index)),
    ),
    menus: pressableOf(message.components).flatMap((one) =>
      one.type === 2 ? [] : [seenMenu(context, message, one)],
    ),
    ...(isLaidOut ? { layout: renderLayout(context, message, reader) } : {}),
    files: (isLaidOut
      ? filesInLayout(message)
      : message.files.filter((file) => !inEmbeds.has(file.name))
    ).map(({ name, contentType, bytes, description }) => ({
      ...{ name, contentType, bytes },
      ...(description === undefined ? {} : { description }),
    })),
    private: message.ephemeralFor !== undefined,
    edited: message.editedAt !== undefined,
    ...(message.pinnedAt !== undefined && { pinned: true }),
    pending: (message.flags & messageFlag.loading) !== 0,
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
    ...(message.interaction?.command === undefined
      ? {}
      : {
          command: message.interaction.isMenuCommand
            ? message.interaction.command
            : `/${message.interaction.command}`,
        }),
  };
}

const pinNoticeText = (who: string, locale: string): string =>
  locale === 'vi'
    ? `${who} đã ghim một tin nhắn vào kênh này.`
    : `${who} pinned a message to this channel.`;

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
    ...optional('imageAlt', embed.image?.description),
  };
}
