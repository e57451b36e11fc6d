import type { TextSpan, VisibleButton } from './visible-parts.ts';
import type { VisibleBlock } from './visible-rich.ts';

export type { TextSpan, VisibleButton };

export interface VisibleMenu {
  id: string;
  placeholder?: string;
  options: { label: string; value: string; description?: string }[];
}

export interface VisibleFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
  /** Its alternative text (Discord). */
  description?: string;
}

export interface VisibleEmbed {
  /** `#rrggbb`. */
  colour?: string;
  title?: TextSpan[];
  url?: string;
  body?: TextSpan[];
  fields: { name: TextSpan[]; value: TextSpan[]; inline: boolean }[];
  footer?: string;
  image?: string;
  /** The alternative text of the image. */
  imageAlt?: string;
}

/** A picture in a message that is laid out. */
export interface VisiblePicture {
  url: string;
  description?: string;
  spoiler: boolean;
}

/** One part of a message that is laid out in parts. */
export type VisiblePart =
  | { kind: 'text'; body: TextSpan[] }
  | { kind: 'section'; texts: TextSpan[][]; button?: VisibleButton; picture?: VisiblePicture }
  | { kind: 'gallery'; pictures: VisiblePicture[] }
  /** The number of a file among those of the message. */
  | { kind: 'file'; index: number; spoiler: boolean }
  | { kind: 'separator'; hasLine: boolean; isLarge: boolean }
  | { kind: 'row'; buttons: VisibleButton[]; menus: VisibleMenu[] };

/** Parts with a frame around them, in a colour (`#rrggbb`) where there is one. */
export interface VisibleContainer {
  kind: 'container';
  colour?: string;
  spoiler: boolean;
  parts: VisiblePart[];
}

/** A message as one actor sees it. */
export interface VisibleMessage {
  /** Platform message id, unique within the place. */
  id: string;
  /** Increases with every message and edit on the whole platform. */
  version: number;
  from: { name: string; bot: boolean; actor?: string };
  /** Milliseconds since the epoch. */
  at: number;
  body: TextSpan[];
  /** The client's own note about something that happened, such as a pinned message. */
  service?: boolean;
  /** The blocks of a rich message (Telegram), which has no body. */
  rich?: VisibleBlock[];
  /** The client has opened the field for a reply to it (Telegram). */
  asksForReply?: boolean;
  embeds: VisibleEmbed[];
  /** Rows of buttons under the message. */
  buttons: VisibleButton[][];
  menus: VisibleMenu[];
  files: VisibleFile[];
  /** How it is laid out (Discord: components v2); its texts, buttons, menus and files are in their own lists too. */
  layout?: (VisiblePart | VisibleContainer)[];
  /** Only this actor sees it: ephemeral. */
  private: boolean;
  edited: boolean;
  /** It is pinned in its place. */
  pinned?: boolean;
  /** A deferred answer that has not come yet ("thinking…"). */
  pending: boolean;
  replyTo?: string;
  /** The slash command that this answers, as the platform shows it. */
  command?: string;
}

/** An open form (Discord modal). */
export interface VisibleForm {
  id: string;
  title: string;
  /** Explanations, each before the field with this number; one after the last field has the number of fields. */
  texts: { before: number; body: TextSpan[] }[];
  fields: VisibleFormField[];
}

/** One field, with what is in it already. */
export interface VisibleFormField {
  id: string;
  label: string;
  description?: string;
  /** How the client shows it: a line or an area of text, options all at once or in a list, one tick, or files. */
  kind: 'text' | 'radio' | 'checkboxes' | 'checkbox' | 'select' | 'file';
  /** The text of a text field; empty in others. */
  value: string;
  required: boolean;
  multiline: boolean;
  minLength?: number;
  maxLength?: number;
  placeholder?: string;
  /** What there is to choose from. */
  options?: VisibleMenu['options'];
  /** Values of chosen options; `true` for a tick. */
  chosen?: string[];
  /** How many options or files it takes. */
  minValues?: number;
  maxValues?: number;
  /** `image`, `video`, `audio` or the end of a file's name. */
  fileTypes?: string[];
}

/**
 * What a person fills into a field: text; an option by its label or value, or several of them; a tick; or files. Text
 * with commas stands for several options.
 */
export type FormAnswer = string | boolean | readonly string[] | readonly VisibleFile[];
