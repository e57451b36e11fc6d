import type { RichSpan, VisibleBlock } from '../../../driver/visible-rich.ts';
import type { RichBlock, RichButton, RichMessage, RichText } from '../../bot-api/rich-types.ts';
import type { InlineButton } from '../../bot-api/types.ts';
import type { PressableButton } from '../pressable-button.ts';
import { formatDateEntity } from './date-entity.ts';

/** Who reads, and what a button of the message is called. */
export interface RichReader {
  locale: string;
  now: number;
  buttonId(index: number): string;
}

export interface RenderedRich {
  blocks: VisibleBlock[];
  /** All buttons in the order of reading. */
  buttons: PressableButton[];
}

/** A rich message as one person sees it. */
export function renderRich({ blocks }: RichMessage, reader: RichReader): RenderedRich {
  const buttons: PressableButton[] = [];
  const renderer = new RichRenderer(reader, buttons);
  return { blocks: renderer.blocks(blocks), buttons };
}

const plainText = (text: RichText): string => {
  if (typeof text === 'string') return text;
  if (Array.isArray(text)) return text.map(plainText).join('');
  return plainText(text.type === 'button' ? text.button.text : text.text);
};

class RichRenderer {
  private readonly reader: RichReader;
  private readonly buttons: PressableButton[];

  constructor(reader: RichReader, buttons: PressableButton[]) {
    this.reader = reader;
    this.buttons = buttons;
  }

  blocks = (blocks: RichBlock[]): VisibleBlock[] => blocks.map(this.block);

  private readonly block = (block: RichBlock): VisibleBlock => {
    switch (block.type) {
      case 'divider':
        return { kind: 'divider' };
      case 'heading':
        return { kind: 'heading', level: block.size, spans: this.spans(block.text) };
      case 'list':
        return {
          kind: 'list',
          items: block.items.map(({ label, blocks, has_checkbox, is_checked }) => ({
            label,
            ...(has_checkbox && { isChecked: is_checked === true }),
            blocks: this.blocks(blocks),
          })),
        };
      case 'blockquote':
      case 'expandable_blockquote':
        return {
          kind: 'quote',
          blocks: this.blocks(block.blocks),
          isFolded: block.type === 'expandable_blockquote',
          credit: this.spans(block.credit ?? ''),
        };
      case 'table':
        return {
          kind: 'table',
          rows: block.cells.map((row) =>
            row.map(({ text, is_header, colspan = 1, rowspan = 1, align, valign }) => ({
              spans: this.spans(text ?? ''),
              isHeader: is_header === true,
              columns: colspan,
              rows: rowspan,
              align,
              valign,
            })),
          ),
          caption: this.spans(block.caption ?? ''),
          isBordered: block.is_bordered === true,
          isStriped: block.is_striped === true,
          isCompact: block.is_compact === true,
        };
      case 'details':
        return {
          kind: 'details',
          summary: this.spans(block.summary),
          blocks: this.blocks(block.blocks),
          isOpen: block.is_open === true,
        };
      case 'buttons':
        return {
          kind: 'buttons',
          buttons: block.buttons.map((button) => this.button(button)),
          align: block.align ?? 'left',
        };
      case 'photo':
      case 'video':
      case 'audio':
      case 'document':
      case 'map':
        return {
          kind: 'medium',
          medium: block.type,
          caption: this.spans(block.caption?.text ?? ''),
        };
      default:
        return { kind: block.type, spans: this.spans(block.text) };
    }
  };

  private button({ text, style, ...action }: RichButton) {
    const label = plainText(text);
    const inline: InlineButton = { text: label, ...action };
    const visible = {
      id: this.reader.buttonId(this.buttons.length),
      label,
      ...(action.url !== undefined && { url: action.url }),
      ...(style && { style }),
      ...(action.disabled && { disabled: true }),
      ...(action.copy_text && { copies: action.copy_text.text }),
    };
    this.buttons.push({ ...visible, inline });
    return visible;
  }

  private spans(text: RichText, style: Partial<RichSpan> = {}): RichSpan[] {
    if (typeof text === 'string') return text === '' ? [] : [{ ...style, text }];
    if (Array.isArray(text)) return text.flatMap((part) => this.spans(part, style));
    const within = (more: Partial<RichSpan>) =>
      text.type === 'button' ? [] : this.spans(text.text, { ...style, ...more });
    switch (text.type) {
      case 'button': {
        const button = this.button(text.button);
        return [{ ...style, text: button.label, button }];
      }
      case 'bold':
      case 'italic':
      case 'underline':
      case 'spoiler':
      case 'code':
      case 'marked':
        return within({ [text.type]: true });
      case 'strikethrough':
        return within({ strike: true });
      case 'subscript':
        return within({ shift: 'sub' });
      case 'superscript':
        return within({ shift: 'super' });
      case 'date_time': {
        const { locale, now } = this.reader;
        const shown = formatDateEntity(text.unix_time, text.date_time_format, locale, now);
        return this.spans(shown ?? text.text, { ...style, time: text.unix_time });
      }
      case 'text_mention':
        return within({ mention: text.user.username ? `@${text.user.username}` : plainText(text) });
      case 'mention':
        return within({ mention: `@${text.username}` });
      case 'url':
        return within({ link: /^[a-z]+:\/\//i.test(text.url) ? text.url : `http://${text.url}` });
      case 'email_address':
        return within({ link: `mailto:${text.email_address}` });
      default:
        return within({});
    }
  }
}
