import type { Message } from 'telegraf/types';
import { z } from 'zod';
import type { FileReference, RawValue } from '../../../src/kit/define/raw-value.ts';
import { readMention } from './message.ts';
import { visibleText } from './plain-text.ts';

/** Somebody chosen from the client's own list. telegraf's types know only the ids. Source: Bot API, UsersShared. */
const sharedSchema = z.object({
  users_shared: z.object({
    users: z
      .array(
        z.object({
          user_id: z.number(),
          first_name: z.string().optional(),
          last_name: z.string().optional(),
          username: z.string().optional(),
        }),
      )
      .min(1),
  }),
});

/** What every kind of file has. Source: Bot API, Document, Video, Audio, Voice. */
const sentSchema = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.number().optional(),
});

/** The fields of a message in which a file can be, with what it is when Telegram does not say. */
const fileFields = [
  ['document', 'application/octet-stream'],
  ['video', 'video/mp4'],
  ['animation', 'video/mp4'],
  ['audio', 'audio/mpeg'],
  ['voice', 'audio/ogg'],
] as const;

const photosSchema = z.object({ photo: z.array(sentSchema).min(1) });

/** The file that a message carries, if it does; of a photo the largest size. */
export function readFile(message: object): FileReference | undefined {
  const reference = (file: z.infer<typeof sentSchema>, type: string, name: string) => ({
    kind: 'file' as const,
    platformId: file.file_id,
    name: file.file_name ?? name,
    contentType: file.mime_type ?? type,
    size: file.file_size ?? 0,
  });
  const photos = photosSchema.safeParse(message);
  const largest = photos.success ? photos.data.photo.at(-1) : undefined;
  if (largest) return reference(largest, 'image/jpeg', 'photo.jpg');
  for (const [field, type] of fileFields) {
    const file = sentSchema.safeParse(Reflect.get(message, field));
    if (file.success) return reference(file.data, type, field);
  }
  return undefined;
}

/** What a message could answer a question with: somebody, a file, or words. */
export function readAnswer(message: Message): RawValue | undefined {
  const shared = sharedSchema.safeParse(message);
  const [user] = shared.success ? shared.data.users_shared.users : [];
  if (user) {
    const name = [user.first_name, user.last_name].filter((part) => part).join(' ');
    return {
      kind: 'person',
      platformId: String(user.user_id),
      name: name === '' ? (user.username ?? String(user.user_id)) : name,
      ...(user.username === undefined ? {} : { username: user.username }),
    };
  }
  const file = readFile(message);
  if (file) return file;
  const { text, person } = readMention(message);
  if (person && text.trim() === '') return person;
  const written = visibleText(message);
  return written === '' ? undefined : written;
}
