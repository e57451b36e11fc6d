import type { InlineMode } from '../../context/roles/platform-permissions.ts';
import type { Community } from '../../database/generated/client.ts';
import { button, code, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { EventReader } from '../messages.ts';
import type { CommunitySwitch } from './community-switches.ts';

/** What a community has turned on for its events. */
export type EventSettings = Pick<Community, CommunitySwitch>;

/** Whether members may send events to any chat, and what is missing for it. */
function inlineParagraphs(
  isOn: boolean,
  { botName = '@bot', isSwitchedOn }: InlineMode,
  { t }: Pick<EventReader, 't'>,
) {
  if (!isOn) return [paragraph(t('events.inline.isOff'))];
  return [
    paragraph(t('events.inline.isOn')),
    paragraph(code(`${botName} ${t('events.inline.example')}`)),
    ...(isSwitchedOn === false ? [paragraph(t('setup.inlineOff'))] : []),
  ];
}

/**
 * What a community has turned on for its events, each with a button that changes it.
 * @param inlineMode undefined without a bot that has one
 */
export function eventSettingsMessage(
  { takesSuggestions, hasInlineCards, thanksAttendees, namesAttendees }: EventSettings,
  inlineMode: InlineMode | undefined,
  reader: Pick<EventReader, 't'>,
): Message {
  const { t } = reader;
  const change = (words: string, argument: string, isOn: boolean) =>
    button(t(`events.${words}.${isOn ? 'turnOff' : 'turnOn'}`), {
      command: 'event settings',
      args: { [argument]: !isOn },
      answer: 'update',
    });
  return message(
    [
      paragraph(t(`events.suggestions.${takesSuggestions ? 'isOn' : 'isOff'}`)),
      ...(inlineMode ? inlineParagraphs(hasInlineCards, inlineMode, reader) : []),
      paragraph(t(`events.thanks.${thanksAttendees ? 'isOn' : 'isOff'}`)),
      paragraph(t(`events.named.${namesAttendees ? 'isOn' : 'isOff'}`)),
    ],
    {
      buttons: [
        [
          change('suggestions', 'suggestions', takesSuggestions),
          ...(inlineMode ? [change('inline', 'inline', hasInlineCards)] : []),
          change('thanks', 'thanks', thanksAttendees),
          change('named', 'names', namesAttendees),
        ],
      ],
    },
  );
}
