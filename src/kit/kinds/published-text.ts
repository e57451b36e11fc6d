import { misleadingLinkIn } from '../../message/links-in-text.ts';
import type { Argument } from '../argument.ts';
import { type TextRules, text } from './text.ts';

/** Words that many people will read: no address in them may hide where it leads. */
export const publishedText = (rules: Omit<TextRules, 'check'> = {}): Argument<string> =>
  text({
    ...rules,
    check(written) {
      const found = misleadingLinkIn(written);
      return found && { key: `links.errors.${found.fault}`, params: { text: found.link } };
    },
  });
