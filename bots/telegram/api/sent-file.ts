import { z } from 'zod';

/** A file as a request carries it. */
export interface UploadFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

const fileSchema = z.object({ file_id: z.string() });

/** Result of methods that send or change a file: the message. */
const sentSchema = z.object({
  message_id: z.number(),
  photo: z.array(fileSchema).optional(),
  document: fileSchema.optional(),
});

export type SentFile = z.infer<typeof sentSchema>;

export const parseSentFile = (result: unknown): SentFile => sentSchema.parse(result);

/** The id with which the file of a message can be sent again: of a photo the largest size's. */
export const fileIdOf = ({ photo, document }: SentFile): string | undefined =>
  (photo?.at(-1) ?? document)?.file_id;
