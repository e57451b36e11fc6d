import { type Argument, argument } from '../define/argument.ts';
import { err, ok } from '../define/parse-result.ts';
import { type FileReference, fileReference, rawText } from '../define/raw-value.ts';
import { filePicker } from '../pickers/file-picker.ts';

export interface FileOptions {
  /** Accepted content types: `text/csv`, or a whole group: `image/*`. */
  types: readonly string[];
  /** Maximum size in bytes; a Telegram bot can download at most 20 MB. Source: Bot API, getFile. */
  maxBytes: number;
}

const fits = (contentType: string, types: readonly string[]): boolean =>
  types.some((type) =>
    type.endsWith('/*') ? contentType.startsWith(type.slice(0, -1)) : contentType === type,
  );

/** An uploaded file. The value is a reference; its content is downloaded from the platform on demand. */
export function file({ types, maxBytes }: FileOptions): Argument<FileReference, unknown> {
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
      if (!fits(contentType.trim(), types))
        return err('kit.errors.fileType', { name: raw.name, types: types.join(', ') });
      return raw.size > maxBytes
        ? err('kit.errors.fileSize', {
            name: raw.name,
            size: Math.ceil(raw.size / 1000),
            max: Math.floor(maxBytes / 1000),
          })
        : ok(raw);
    },
  });
}
