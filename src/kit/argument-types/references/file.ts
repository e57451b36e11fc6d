import { type Argument, argument } from '../../define/argument.ts';
import { type ArgumentError, argumentError, err, ok } from '../../define/parse-result.ts';
import { type FileReference, fileReference, rawText } from '../../define/raw-value.ts';
import { filePicker } from '../../pickers/file-picker.ts';

export interface FileOptions {
  /** Accepted content types: `text/csv`, or a whole group: `image/*`. */
  types: readonly string[];
  /** Maximum size in bytes; a Telegram bot can download at most 20 MB. Source: Bot API, getFile. */
  maxBytes: number;
  /** Errors in the words of the subject, which know better what to send instead. */
  errors?: { type: ArgumentError; size: ArgumentError };
}

const fits = (contentType: string, types: readonly string[]): boolean =>
  types.some((type) =>
    type.endsWith('/*') ? contentType.startsWith(type.slice(0, -1)) : contentType === type,
  );

/** An uploaded file. The value is a reference; its content is downloaded from the platform on demand. */
export function file({ types, maxBytes, errors }: FileOptions): Argument<FileReference, unknown> {
  return argument<FileReference, unknown>({
    name: 'file',
    acceptsReference: 'file',
    isUntypable: true,
    schema: fileReference,
    discordOption: { type: 'attachment', fileTypes: types },
    picker: filePicker,
    encode: (value) => value,
    formField: () => ({ kind: 'file', types }),
    parse(raw) {
      if (typeof raw !== 'object' || raw.kind !== 'file')
        return err('kit.errors.noFile', { text: rawText(raw) });
      const [contentType = ''] = raw.contentType.toLowerCase().split(';');
      if (!fits(contentType.trim(), types)) {
        const params = { name: raw.name, types: types.join(', ') };
        return { ok: false, error: errors?.type ?? argumentError('kit.errors.fileType', params) };
      }
      if (raw.size <= maxBytes) return ok(raw);
      const [size, max] = [Math.ceil(raw.size / 1000), Math.floor(maxBytes / 1000)];
      const params = { name: raw.name, size, max };
      return { ok: false, error: errors?.size ?? argumentError('kit.errors.fileSize', params) };
    },
  });
}
