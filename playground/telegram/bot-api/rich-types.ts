/** `RichText` of the Bot API, as far as the local server makes it. */
export type RichText = string | RichText[] | RichTextPart;

export type RichTextPart =
  | { type: RichStyle; text: RichText }
  | { type: 'date_time'; text: RichText; unix_time: number; date_time_format: string }
  | { type: 'text_mention'; text: RichText; user: { id: number; username?: string } }
  | { type: 'url'; text: RichText; url: string }
  | { type: 'email_address'; text: RichText; email_address: string }
  | { type: 'mention'; text: RichText; username: string }
  | { type: 'hashtag'; text: RichText; hashtag: string }
  | { type: 'bot_command'; text: RichText; bot_command: string }
  | { type: 'button'; button: RichButton };

export type RichStyle =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strikethrough'
  | 'spoiler'
  | 'subscript'
  | 'superscript'
  | 'marked'
  | 'code';

export interface RichButton {
  text: RichText;
  style?: 'danger' | 'success' | 'primary' | 'link';
  url?: string;
  callback_data?: string;
  copy_text?: { text: string };
  disabled?: Record<string, never>;
}

export type Alignment = 'left' | 'center' | 'right';

export interface RichTableCell {
  text?: RichText;
  is_header?: true;
  colspan?: number;
  rowspan?: number;
  align: Alignment;
  valign: 'top' | 'middle' | 'bottom';
}

export interface RichListItem {
  label: string;
  blocks: RichBlock[];
  has_checkbox?: true;
  is_checked?: true;
}

export type RichBlock =
  | { type: 'paragraph' | 'footer'; text: RichText }
  | { type: 'heading'; text: RichText; size: number }
  | { type: 'pre'; text: RichText; language?: string }
  | { type: 'divider' }
  | { type: 'list'; items: RichListItem[] }
  | { type: 'blockquote' | 'expandable_blockquote'; blocks: RichBlock[]; credit?: RichText }
  | { type: 'pullquote'; text: RichText; credit?: RichText }
  | {
      type: 'table';
      cells: RichTableCell[][];
      is_bordered?: true;
      is_striped?: true;
      is_compact?: true;
      caption?: RichText;
    }
  | { type: 'details'; summary: RichText; blocks: RichBlock[]; is_open?: true }
  | { type: 'buttons'; buttons: RichButton[]; align?: Alignment }
  | { type: RichMedium; caption?: { text: RichText } };

export type RichMedium = 'photo' | 'video' | 'audio' | 'document' | 'map';

/** `RichMessage` of the Bot API. */
export interface RichMessage {
  blocks: RichBlock[];
  is_rtl?: true;
}
