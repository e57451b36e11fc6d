import { button, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { EventReader } from '../messages.ts';

/** Whether members may suggest events, with a button that changes it. */
export const suggestionSettingMessage = (isOn: boolean, { t }: Pick<EventReader, 't'>): Message =>
  message([paragraph(t(`events.suggestions.${isOn ? 'isOn' : 'isOff'}`))], {
    buttons: [
      [
        button(t(`events.suggestions.${isOn ? 'turnOff' : 'turnOn'}`), {
          command: 'event settings',
          args: { suggestions: !isOn },
          answer: 'update',
        }),
      ],
    ],
  });
