import type { CommandContext } from '../../context/command-context.ts';
import { button, list, message, paragraph } from '../../message/build.ts';
import type { Block, Message } from '../../message/message.ts';
import type { WelcomeData } from './queries.ts';
import {
  communityButtons,
  languageButtons,
  topicButtons,
  zoneButtonRows,
} from './welcome-buttons.ts';

type Reader = Pick<CommandContext, 't' | 'community' | 'isPrivate' | 'locale' | 'zone'>;

/** Who the bot is and what it does; in a chat without a community, how to get one. */
function introduction({ t, community, isPrivate }: Reader, hasSeveral: boolean): Block[] {
  if (!community) {
    const inPrivate = hasSeveral ? 'whichCommunity' : 'nowhere';
    return [paragraph(t(`commands.start.${isPrivate ? inPrivate : 'noCommunity'}`))];
  }
  const named = { community: community.name };
  if (!isPrivate) return [paragraph(t('commands.start.here', named))];
  return [
    paragraph(t('commands.start.hello', named)),
    list(['events', 'news', 'alerts'].map((point) => t(`commands.start.points.${point}`))),
    paragraph(t('commands.start.same')),
  ];
}

/**
 * The answer to `start`: an introduction, with the most important settings as buttons.
 * @param page of the person's communities, from 1
 */
export function welcomeMessage(
  reader: Reader,
  { followedTopics, canSubscribe, communities }: WelcomeData,
  page = 1,
): Message {
  const { t, isPrivate } = reader;
  const invitation = isPrivate ? 'commands.start.choose' : 'commands.start.chooseHere';
  return message(
    [
      ...introduction(reader, communities.length > 1),
      ...(canSubscribe ? [paragraph(t(invitation))] : []),
    ],
    {
      buttons: [
        communityButtons(reader, communities, page),
        [
          ...languageButtons(reader),
          button(t('commands.start.help'), { command: 'help', args: {} }),
        ],
        ...(isPrivate ? zoneButtonRows(reader) : []),
        canSubscribe ? topicButtons(reader, followedTopics) : [],
      ],
    },
  );
}
