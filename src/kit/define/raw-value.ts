import { z } from 'zod';

/** A person that the platform identifies: a Discord user option, a Telegram reply or mention. */
const personSchema = z.object({
  kind: z.literal('person'),
  platformId: z.string(),
  name: z.string(),
  username: z.string().optional(),
});

/** A role of a Discord server. */
const roleSchema = z.object({ kind: z.literal('role'), platformId: z.string(), name: z.string() });

/** A chat that the platform identifies: a Discord channel option. */
const chatSchema = z.object({ kind: z.literal('chat'), platformId: z.string(), name: z.string() });

/** Reference to an uploaded file. Its content is downloaded from the platform on demand. */
const fileSchema = z.object({
  kind: z.literal('file'),
  /** The file's URL on Discord, its file id on Telegram. */
  platformId: z.string(),
  name: z.string(),
  contentType: z.string(),
  /** In bytes. */
  size: z.number().int().nonnegative(),
});

/** A message that a command is used on: chosen in its menu on Discord, replied to with the command on Telegram. */
const messageSchema = z.object({
  kind: z.literal('message'),
  platformId: z.string(),
  /** The platform's id of its chat; of a private chat the user's id. */
  chatId: z.string(),
  /** Its words; empty for one without any. */
  name: z.string(),
  /** Opens it for people who can read its chat. */
  link: z.string().optional(),
  /** The platform's id of the user who wrote it, where a user did. */
  authorId: z.string().optional(),
});

/** An unparsed value: typed by the platform, or text. */
export const rawValueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.discriminatedUnion('kind', [personSchema, roleSchema, chatSchema, fileSchema, messageSchema]),
]);

export const personReference = personSchema;
export const roleReference = roleSchema;
export const fileReference = fileSchema;
export const messageReference = messageSchema;

export type PersonReference = z.infer<typeof personSchema>;
export type RoleReference = z.infer<typeof roleSchema>;
export type MessageReference = z.infer<typeof messageSchema>;
export type FileReference = z.infer<typeof fileSchema>;
export type RawValue = z.infer<typeof rawValueSchema>;

export type RawValues = Readonly<Record<string, RawValue>>;

/** Prefix of selected values as platforms pass them back; people never type it. */
export const selectedIdPrefix = 'id:';

/** The id of a selected value, or `undefined` for typed text. */
export function selectedId(raw: RawValue): string | undefined {
  return typeof raw === 'string' && raw.startsWith(selectedIdPrefix)
    ? raw.slice(selectedIdPrefix.length)
    : undefined;
}

/** The text of a raw value: the typed text, or the name of a reference. */
export const rawText = (raw: RawValue): string =>
  typeof raw === 'object' ? raw.name : String(raw);

/** What a person would type for a raw value on a platform without typed options: never an id. */
export function typedForm(raw: RawValue): string {
  if (typeof raw !== 'object') return String(raw);
  if (raw.kind === 'message') return raw.name;
  if (raw.kind === 'person' && raw.username !== undefined) return `@${raw.username}`;
  return `${selectedIdPrefix}${raw.platformId}`;
}
