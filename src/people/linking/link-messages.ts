import type { CommandContext } from '../../context/command-context.ts';
import type { Translator } from '../../language/catalogue.ts';
import { displayName } from '../../language/text/display-name.ts';
import { button, code, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { type LinkedThingsReader, linkedThings } from '../linked-things-view.ts';
import { codeLimits } from '../one-time-codes.ts';
import type { LinkQuestion } from './link-accounts.ts';
import { lostGrantsFingerprint } from './link-changes.ts';
import { linkChangeBlocks } from './link-changes-view.ts';

type Reader = Pick<Translator, 't' | 'locale'>;

const sharedThings = (reader: LinkedThingsReader): string =>
  linkedThings(reader, { after: [reader.t('commands.link.settings')] });

/** A new code and how to use it. */
export function linkCodeMessage(
  { t, account }: Pick<CommandContext, 't' | 'account'>,
  linkCode: string,
): Message {
  const other = account.platform === 'discord' ? 'telegram' : 'discord';
  return message([
    paragraph([t('commands.link.codeIs'), ' ', code(linkCode)]),
    paragraph(
      t('commands.link.howTo', {
        platform: t(`platforms.${other}`),
        // It is typed on the other platform: the English name works on both.
        command: '/link',
        minutes: codeLimits.minutes,
      }),
    ),
  ]);
}

/** Asks the maker of a code whether the other account is theirs, with what the link changes. */
export function linkQuestionMessage(
  reader: LinkedThingsReader,
  { codeId, sides, changes }: LinkQuestion,
  now: Temporal.Instant,
): Message {
  const { t } = reader;
  const { maker, other } = sides;
  const action = (step: string, args = {}) => ({
    command: 'link',
    step,
    args: { code: codeId, ...args },
    account: maker.id,
    once: true,
    answer: 'update' as const,
  });
  const seen = lostGrantsFingerprint(changes);
  return message(
    [
      paragraph(
        t('commands.link.asks', {
          name: displayName(other),
          platform: t(`platforms.${other.platform}`),
        }),
      ),
      ...linkChangeBlocks(reader, changes, sides, now),
      paragraph(t('commands.link.onlyIfYou', { things: sharedThings(reader) })),
    ],
    {
      tone: changes.lostGrants.length > 0 ? 'warning' : 'plain',
      buttons: [
        [
          button(
            t('commands.link.confirm'),
            action('confirm', seen === '' ? {} : { seen }),
            'success',
          ),
          button(t('commands.link.refuse'), action('refuse'), 'danger'),
        ],
      ],
    },
  );
}

/** Tells the account that redeemed the code that its maker is asked, and what the link changes. */
export function linkPendingMessage(
  reader: Reader,
  { sides, changes }: LinkQuestion,
  now: Temporal.Instant,
): Message {
  const { t } = reader;
  const { platform, name } = sides.maker;
  return message([
    paragraph(t('commands.link.waiting', { platform: t(`platforms.${platform}`), name })),
    ...linkChangeBlocks(reader, changes, sides, now),
  ]);
}

export const linkedMessage = (reader: LinkedThingsReader): Message =>
  textMessage(reader.t('commands.link.done', { things: sharedThings(reader) }), {
    tone: 'success',
  });

export const linkRejectedMessage = ({ t }: Pick<Translator, 't'>): Message =>
  textMessage(t('commands.link.refused'));
