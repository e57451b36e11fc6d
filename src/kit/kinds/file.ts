import { type Argument, argument } from '../argument.ts';
import { bySending } from '../asking/file.ts';
import { bad, good } from '../kind.ts';
import { type FileReference, fileReference, writtenOf } from '../raw.ts';

export interface FileRules {
  /** Content types that are taken: `text/csv`, or all of a kind: `image/*`. */
  types: readonly string[];
  /** Most bytes; 20 MB is what a Telegram bot may fetch. Source: Bot API, getFile. */
  maxBytes: number;
}

const fits = (contentType: string, types: readonly string[]): boolean =>
  types.some((type) =>
    type.endsWith('/*') ? contentType.startsWith(type.slice(0, -1)) : contentType === type,
  );

/** A file that a person sends. The value says what it is; its bytes are asked for from the platform. */
export function file({ types, maxBytes }: FileRules): Argument<FileReference, unknown> {
  return argument<FileReference, unknown>({
    name: 'file',
    schema: fileReference,
    discord: { type: 'attachment' },
    ask: bySending,
    encode: (value) => value,
    read(raw) {
      if (typeof raw !== 'object' || raw.kind !== 'file')
        return bad('kit.errors.noFile', { text: writtenOf(raw) });
      const [contentType = ''] = raw.contentType.toLowerCase().split(';');
      if (!fits(contentType.trim(), types))
        return bad('kit.errors.fileType', { name: raw.name, types: types.join(', ') });
      return raw.size > maxBytes
        ? bad('kit.errors.fileSize', {
            name: raw.name,
            size: Math.ceil(raw.size / 1000),
            max: Math.floor(maxBytes / 1000),
          })
        : good(raw);
    },
  });
}
