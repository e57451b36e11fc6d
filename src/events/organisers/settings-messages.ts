import type { InlineMode } from '../../context/roles/platform-permissions.ts';
import type { Community } from '../../database/generated/client.ts';
import { button, code, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { EventReader } from '../messages.ts';

/** What a community lets its members do with events. */
export type EventSettings = Pick<Community, 'takesSuggestions' | 'hasInlineCards'>;

/** Whether members may send events to any chat, and what is missing for it. */
function inlineParagraphs(
  isOn: boolean,
  { botName = '@bot', isSwitchedOn }: Partial<InlineMode>,
  { t }: Pick<EventReader, 't'>,
) {
  if (!isOn) return [paragraph(t('events.inline.isOff'))];
  return [
    paragraph(t('events.inline.isOn')),
    paragraph(code(`${botName} ${t('events.inline.example')}`)),
    ...(isSwitchedOn === false ? [paragraph(t('setup.inlineOff'))] : []),
  ];
}

/** What members may do with events, each with a button that changes it. */
export function eventSettingsMessage(
  { takesSuggestions, hasInlineCards }: EventSettings,
  inlineMode: Partial<InlineMode>,
  reader: Pick<EventReader, 't'>,
): Message {
  const { t } = reader;
  const setting = (args: Record<string, boolean>) => ({
    command: 'event settings',
    args,
    answer: 'update' as const,
  });
  return message(
    [
      paragraph(t(`events.suggestions.${takesSuggestions ? 'isOn' : 'isOff'}`)),
      ...inlineParagraphs(hasInlineCards, inlineMode, reader),
    ],
    {
      buttons: [
        [
          button(
            t(`events.suggestions.${takesSuggestions ? 'turnOff' : 'turnOn'}`),
            setting({ suggestions: !takesSuggestions }),
          ),
          button(
            t(`events.inline.${hasInlineCards ? 'turnOff' : 'turnOn'}`),
            setting({ inline: !hasInlineCards }),
          ),
        ],
      ],
    },
  );
}
