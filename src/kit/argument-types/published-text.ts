import { findMisleadingLink } from '../../message/links/misleading-link.ts';
import type { Argument } from '../define/argument.ts';
import { type TextOptions, text } from './text.ts';

/** Text for many readers: it must not contain URLs that disguise their target. */
export const publishedText = (rules: Omit<TextOptions, 'check'> = {}): Argument<string> =>
  text({
    ...rules,
    check(written) {
      const found = findMisleadingLink(written);
      return found && { key: `links.errors.${found.fault}`, params: { text: found.link } };
    },
  });
