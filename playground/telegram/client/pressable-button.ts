import type { VisibleButton } from '../../driver/visible-message.ts';
import type { KeyboardButton } from '../methods/reply-markup.ts';
import type { InlineButton } from '../state/bot-api-types.ts';

/** A button as a person sees it, with what pressing it does. */
export interface PressableButton extends VisibleButton {
  inline?: InlineButton;
  reply?: KeyboardButton;
}
