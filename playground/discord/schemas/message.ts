import { z } from 'zod';
import { limits } from '../limits.ts';
import { messageComponents } from './layout.ts';
import {
  boundedList,
  boundedText,
  countCodePoints,
  reportIssue,
  snowflake,
  trimmedText,
  webUrl,
} from './read-form.ts';

const at = limits.embeds;

const mediaUrl = webUrl(at.url, ['http', 'https', 'attachment']);
/** The description is a picture's alternative text. Source: discord-api-docs#8373. */
const media = z.object({
  url: mediaUrl,
  description: boundedText(limits.files.description).nullish(),
});

const embed = z.object({
  type: z.string().nullish(),
  title: trimmedText(at.title).nullish(),
  description: trimmedText(at.description).nullish(),
  url: webUrl(at.url).nullish(),
  timestamp: z
    .string()
    .superRefine((value, ctx) => {
      if (Number.isNaN(Date.parse(value)))
        reportIssue(ctx, 'DATE_TIME_TYPE_PARSE', `Could not parse ${value}. Should be ISO8601.`);
    })
    .nullish(),
  color: z.int().min(0).max(0xffffff).nullish(),
  footer: z.object({ text: trimmedText(at.footer, 1), icon_url: mediaUrl.nullish() }).nullish(),
  image: media.nullish(),
  thumbnail: media.nullish(),
  author: z
    .object({
      name: trimmedText(at.author, 1),
      url: webUrl(at.url).nullish(),
      icon_url: mediaUrl.nullish(),
    })
    .nullish(),
  fields: boundedList(
    z.object({
      name: trimmedText(at.fieldName, 1),
      value: trimmedText(at.fieldValue, 1),
      inline: z.boolean().nullish(),
    }),
    at.fields,
  ).nullish(),
});

export type Embed = z.output<typeof embed>;

/** The length that counts towards the total over all embeds of a message. */
function embedLength(one: Embed): number {
  const parts = [
    one.title,
    one.description,
    one.footer?.text,
    one.author?.name,
    ...(one.fields ?? []).flatMap((field) => [field.name, field.value]),
  ];
  return parts.reduce((sum, part) => sum + countCodePoints(part ?? ''), 0);
}

const embeds = boundedList(embed, at.perMessage).superRefine((all, ctx) => {
  const total = all.reduce((sum, one) => sum + embedLength(one), 0);
  if (total > at.total)
    reportIssue(ctx, 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${at.total}`);
});

const mentionKinds = z.literal(['users', 'roles', 'everyone']);

const allowedMentions = z
  .object({
    parse: z.array(mentionKinds).nullish(),
    users: boundedList(snowflake, 100).nullish(),
    roles: boundedList(snowflake, 100).nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine((allowed, ctx) => {
    for (const kind of ['users', 'roles'] as const) {
      if (allowed.parse?.includes(kind) && allowed[kind]?.length)
        reportIssue(
          ctx,
          'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
          `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
        );
    }
  });

export type AllowedMentions = z.output<typeof allowedMentions>;

const attachment = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  filename: boundedText(1024).nullish(),
  description: boundedText(limits.files.description).nullish(),
});

/** Flags of messages; a bot may set those that suppress something, ephemeral and components v2. */
export const messageFlag = {
  crossposted: 1 << 0,
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

const shared = {
  content: trimmedText(limits.content).nullish(),
  embeds: embeds.nullish(),
  components: messageComponents.nullish(),
  allowed_mentions: allowedMentions.nullish(),
  attachments: boundedList(attachment, limits.files.perMessage).nullish(),
  flags: z.int().nullish(),
};

/** What a follow-up, an interaction's answer and every edit may carry. */
export const messageBody = z.object({ ...shared, tts: z.boolean().nullish() });

/** Create Message. */
export const createMessageBody = z.object({
  ...shared,
  tts: z.boolean().nullish(),
  nonce: z.union([boundedText(limits.nonce), z.int().transform(String)]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .object({
      type: z.literal(0).nullish(),
      message_id: snowflake,
      channel_id: snowflake.nullish(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
});

export type MessageBody = z.output<typeof messageBody>;
export type CreateMessageBody = z.output<typeof createMessageBody>;
