import type { Message } from 'telegraf/types';
import { z } from 'zod';
import type { FileReference, RawValue } from '../../../src/kit/define/raw-value.ts';
import { readMention } from './message.ts';
import { visibleText } from './plain-text.ts';

/** A person chosen from the client's own list. telegraf's types have only the id. Source: Bot API, UsersShared. */
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

/** Fields of all kinds of files. Source: Bot API, Document, Video, Audio, Voice. */
const fileSchema = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.number().optional(),
});

/** Fields of a message that hold a file, with the content type when Telegram states none. */
const fileFields = [
  ['document', 'application/octet-stream'],
  ['video', 'video/mp4'],
  ['animation', 'video/mp4'],
  ['audio', 'audio/mpeg'],
  ['voice', 'audio/ogg'],
] as const;

const photosSchema = z.object({ photo: z.array(fileSchema).min(1) });

/** The file in a message, if any; the largest size of a photo. */
export function readFile(message: object): FileReference | undefined {
  const toReference = (file: z.infer<typeof fileSchema>, type: string, name: string) => ({
    kind: 'file' as const,
    platformId: file.file_id,
    name: file.file_name ?? name,
    contentType: file.mime_type ?? type,
    size: file.file_size ?? 0,
  });
  const photos = photosSchema.safeParse(message);
  const largest = photos.success ? photos.data.photo.at(-1) : undefined;
  if (largest) return toReference(largest, 'image/jpeg', 'photo.jpg');
  for (const [field, type] of fileFields) {
    const file = fileSchema.safeParse(Reflect.get(message, field));
    if (file.success) return toReference(file.data, type, field);
  }
  return undefined;
}

/** What a message answers a question with: a person, a file or text. */
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
