import { z } from 'zod';
import { maxLinkLength, parseWebLink } from '../../message/links/web-link.ts';
import { type Argument, argument } from '../define/argument.ts';
import { err, ok } from '../define/parse-result.ts';
import { rawText } from '../define/raw-value.ts';
import { textPicker } from '../pickers/text-picker.ts';

/** A public host name without a scheme: `example.org`, `example.org:8080/x`. */
const bareHost = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?::\d+)?(?:[/?#]|$)/u;

const withScheme = (address: string): string =>
  bareHost.test(address) ? `https://${address}` : address;

/**
 * The URL in a pasted link: in angle brackets, which suppress a preview, or after the link's text:
 * `words (https://example.org)`, `[words](https://example.org)`.
 */
function bareOf(written: string): string {
  const inBrackets = /^<([^<>]*)>$/.exec(written)?.[1];
  const behindWords = /^[^()/]*[\s\]]\(<?(https?:\/\/[^\s<>]+?)>?\)$/i.exec(written)?.[1];
  return inBrackets ?? behindWords ?? written;
}

export interface WebLinkOptions {
  /** Other schemes that mean `https`, as `webcal` does for calendars. */
  secureSchemes?: readonly string[];
}

/** A link to a public page. The value is the normalized URL; `hostOf` shows its actual host. */
export function webLink({ secureSchemes = [] }: WebLinkOptions = {}): Argument<string, unknown> {
  const secure = new RegExp(`^(?:${secureSchemes.join('|')}):(?=//)`, 'i');
  const schemes = ['https?', ...secureSchemes].join('|');
  const looksLike = new RegExp(`^<?(?:(?:${schemes})://|www\\.[^.\\s]+\\.)`, 'i');
  return argument<string, unknown>({
    name: 'text',
    schema: z.url({ protocol: /^https?$/ }),
    discordOption: { type: 'string', minLength: 1, maxLength: maxLinkLength },
    looksLike: (word) => looksLike.test(word),
    picker: textPicker,
    encode: (href) => href,
    parse(raw) {
      const written = rawText(raw);
      const typed = bareOf(written.trim());
      const bare = secureSchemes.length === 0 ? typed : typed.replace(secure, 'https:');
      const read = parseWebLink(withScheme(bare));
      return read.ok
        ? ok(read.href)
        : err(`links.errors.${read.rejection}`, { text: [...bare].slice(0, 100).join('') });
    },
  });
}
