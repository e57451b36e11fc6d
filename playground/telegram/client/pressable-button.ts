import type { VisibleButton } from '../../driver/visible-message.ts';
import type { InlineButton } from '../bot-api/types.ts';
import type { KeyboardButton } from '../state/reply-markup.ts';

/** A button as a person sees it, with what pressing it does. */
export interface PressableButton extends VisibleButton {
  inline?: InlineButton;
  reply?: KeyboardButton;
}
