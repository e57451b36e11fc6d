import { z } from 'zod';

/** Someone whom the platform names in an argument: a Discord user option, a Telegram reply or mention. */
const personSchema = z.object({
  kind: z.literal('person'),
  platformId: z.string(),
  name: z.string(),
  username: z.string().optional(),
});

/** A role of a Discord server. */
const roleSchema = z.object({ kind: z.literal('role'), platformId: z.string(), name: z.string() });

/** A place that the platform names: a Discord channel option. */
const chatSchema = z.object({ kind: z.literal('chat'), platformId: z.string(), name: z.string() });

/** A file that somebody sent, not its bytes: those are asked for from the platform when they are wanted. */
const fileSchema = z.object({
  kind: z.literal('file'),
  /** What its platform finds it by: the file's address on Discord, its id on Telegram. */
  platformId: z.string(),
  name: z.string(),
  contentType: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
});

/** A value as it reached us: typed by the platform, or words that a kind has yet to read. */
export const rawValueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.discriminatedUnion('kind', [personSchema, roleSchema, chatSchema, fileSchema]),
]);

export const personReference = personSchema;
export const roleReference = roleSchema;
export const fileReference = fileSchema;

export type PersonReference = z.infer<typeof personSchema>;
export type RoleReference = z.infer<typeof roleSchema>;
export type FileReference = z.infer<typeof fileSchema>;
export type RawValue = z.infer<typeof rawValueSchema>;

export type RawValues = Readonly<Record<string, RawValue>>;

/** What a picked value looks like on its way through a platform: nobody ever types it. */
export const selectedIdPrefix = 'id:';

/** The id inside a picked value, or nothing when it is something that a person typed. */
export function selectedId(raw: RawValue): string | undefined {
  return typeof raw === 'string' && raw.startsWith(selectedIdPrefix)
    ? raw.slice(selectedIdPrefix.length)
    : undefined;
}

/** The words of a raw value: what was typed, or the name of what the platform named. */
export const rawText = (raw: RawValue): string =>
  typeof raw === 'object' ? raw.name : String(raw);

/** What somebody would type for a raw value where the platform has no types: never an id that people see. */
export function typedForm(raw: RawValue): string {
  if (typeof raw !== 'object') return String(raw);
  if (raw.kind === 'person' && raw.username !== undefined) return `@${raw.username}`;
  return `${selectedIdPrefix}${raw.platformId}`;
}
