import type { CommandContext } from '../../context/command-context.ts';
import type { SetupItem } from '../../context/roles/platform-permissions.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import {
  button,
  heading,
  link,
  list,
  message,
  paragraph,
  textMessage,
} from '../../message/build.ts';
import type { Block, Message } from '../../message/message.ts';
import { connectionLabel } from '../connections/disconnect-messages.ts';
import type { ChatSetup, CommunitySetup, SpaceSetup } from './service.ts';

type Reader = Pick<CommandContext, 't' | 'account'>;

/** What is missing in one place, what it would bring, and where it is given. */
function placeBlocks(
  label: string,
  items: readonly SetupItem[] | undefined,
  { t }: Pick<Reader, 't'>,
): Block[] {
  const title = heading(label);
  if (!items) return [title, paragraph(t('setup.unknown'))];
  const missing = items.filter(({ isOn }) => !isOn);
  if (missing.length === 0) return [title, paragraph(t('setup.ready'))];
  const lines = missing.map(({ key, isNeeded }) =>
    isNeeded ? t('setup.needed', { permission: t(`permissions.${key}`) }) : t(`setup.gains.${key}`),
  );
  const url = missing.find((item) => item.url)?.url;
  return [title, list(lines), ...(url ? [paragraph(link(t('setup.give'), url))] : [])];
}

const chatLabel = ({ chat }: ChatSetup, { t }: Pick<Reader, 't'>): string =>
  `${chat.title} · ${t(`platforms.${chat.platform}`)}`;

/**
 * The setup of each chat of a community, each with a button that posts a test there.
 * @param spaces servers for which something is missing as a whole
 */
export function setupMessage(
  reader: Reader,
  { chats, others, lacksInlineMode }: CommunitySetup,
  spaces: readonly SpaceSetup[] = [],
): Message {
  const { t, account } = reader;
  const bot = lacksInlineMode ? [paragraph(t('setup.inlineOff'))] : [];
  if (chats.length + spaces.length === 0) return message([paragraph(t('setup.none')), ...bot]);
  return message(
    [
      ...bot,
      ...spaces.flatMap(({ space, items }) =>
        placeBlocks(connectionLabel(space, reader), items, reader),
      ),
      ...chats.flatMap((one) => placeBlocks(chatLabel(one, reader), one.items, reader)),
      ...(others > 0 ? [paragraph(t('setup.others', { count: others }))] : []),
    ],
    {
      buttons: chats.map(({ chat }) => [
        button(t('setup.test', { chat: chat.title }), {
          command: 'setup',
          step: 'test',
          args: { place: chat.id },
          account: account.id,
          answer: 'reply',
        }),
      ]),
    },
  );
}

/** What is posted to try whether the bot can, in each language. */
export const setupTestMessages = (): Record<Locale, Message> => ({
  en: textMessage(translators.en.t('setup.testText')),
  vi: textMessage(translators.vi.t('setup.testText')),
});
