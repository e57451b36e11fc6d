/** A run of rendered text. `text` is what the reader sees, markup already parsed. */
export interface TextSpan {
  text: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  code?: boolean;
  /** A code block (with `text` its content). */
  pre?: boolean;
  quote?: boolean;
  /** A quote of which only the beginning is shown until it is opened (Telegram only). */
  folded?: boolean;
  spoiler?: boolean;
  /** Heading level 1 to 3 (Discord only). */
  heading?: number;
  link?: string;
  /** Set when the span pings someone: `@everyone`, a user, a role, a plain-text @username on Telegram. */
  mention?: string;
  /** Set for a platform-native date (Discord `<t:…>`, Telegram date entity): seconds since the epoch. */
  time?: number;
}

export interface VisibleButton {
  /** Unique within the place. */
  id: string;
  label: string;
  url?: string;
  /** `link` only within Telegram's rich messages. */
  style?: 'primary' | 'secondary' | 'success' | 'danger' | 'link';
  disabled?: boolean;
  /** The text that pressing copies (Telegram). */
  copies?: string;
}
