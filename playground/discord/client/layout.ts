import type {
  VisibleButton,
  VisibleMenu,
  VisibleMessage,
  VisiblePart,
  VisiblePicture,
} from '../../driver/visible-message.ts';
import { type MarkdownContext, renderMarkdown } from '../messages/markdown.ts';
import type { ButtonComponent, SelectComponent } from '../schemas/components.ts';
import { flatParts, type InnerPart, type Picture } from '../schemas/layout.ts';
import type { Context } from '../state/context.ts';
import type { Message, StoredFile } from '../state/state.ts';
import { attachedFile, resolveMediaUrl } from '../wire/files.ts';
import { menuOptions } from './menus.ts';

const styles = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'secondary' } as const;

/** A button's face: its emoji stands before its label. */
export const buttonLabel = (one: ButtonComponent) =>
  [one.emoji?.name, one.label].filter(Boolean).join(' ');

export const componentKey = (message: Message, customId: string) => `${message.id}/${customId}`;

export const seenButton = (
  message: Message,
  one: ButtonComponent,
  index: number,
): VisibleButton => ({
  id: componentKey(message, one.custom_id ?? `link-${index}`),
  label: buttonLabel(one),
  style: styles[one.style],
  ...(one.url == null ? {} : { url: one.url }),
  ...(one.disabled ? { disabled: true } : {}),
});

export const seenMenu = (
  context: Context,
  message: Message,
  one: SelectComponent,
): VisibleMenu => ({
  id: componentKey(message, one.custom_id),
  ...(one.placeholder == null ? {} : { placeholder: one.placeholder }),
  options: menuOptions(context, message, one),
});

/** The rows of buttons, the button of a section a row of its own. */
export const buttonRows = ({ components }: Message): ButtonComponent[][] =>
  flatParts(components).flatMap((part) => {
    const row = part.type === 1 ? part.components : part.type === 9 ? [part.accessory] : [];
    const buttons = row.flatMap((one) => (one.type === 2 ? [one] : []));
    return buttons.length > 0 ? [buttons] : [];
  });

/** The files that the layout shows as files; others are not shown at all. */
export const filesInLayout = (message: Message): StoredFile[] =>
  flatParts(message.components).flatMap((part) =>
    part.type === 13 ? (attachedFile(message, part.file.url) ?? []) : [],
  );

/** The parts of a message that is made of components alone. */
export function renderLayout(
  context: Context,
  message: Message,
  reader: MarkdownContext,
): NonNullable<VisibleMessage['layout']> {
  const files = filesInLayout(message);
  const picture = ({ media, description, spoiler }: Picture): VisiblePicture => ({
    url: resolveMediaUrl(context, message, media.url),
    ...(description == null ? {} : { description }),
    spoiler: spoiler ?? false,
  });
  const render = (part: InnerPart): VisiblePart => {
    switch (part.type) {
      case 1:
        return {
          kind: 'row',
          buttons: part.components.flatMap((one, index) =>
            one.type === 2 ? [seenButton(message, one, index)] : [],
          ),
          menus: part.components.flatMap((one) =>
            one.type === 2 ? [] : [seenMenu(context, message, one)],
          ),
        };
      case 9:
        return {
          kind: 'section',
          texts: part.components.map(({ content }) => renderMarkdown(content, reader)),
          ...(part.accessory.type === 2
            ? { button: seenButton(message, part.accessory, 0) }
            : { picture: picture(part.accessory) }),
        };
      case 10:
        return { kind: 'text', body: renderMarkdown(part.content, reader) };
      case 12:
        return { kind: 'gallery', pictures: part.items.map(picture) };
      case 13:
        return {
          kind: 'file',
          index: files.findIndex(({ name }) => part.file.url === `attachment://${name}`),
          spoiler: part.spoiler ?? false,
        };
      case 14:
        return {
          kind: 'separator',
          hasLine: part.divider ?? true,
          isLarge: part.spacing === 2,
        };
    }
  };
  return message.components.map((part) =>
    part.type === 17
      ? {
          kind: 'container' as const,
          ...(part.accent_color == null
            ? {}
            : { colour: `#${part.accent_color.toString(16).padStart(6, '0')}` }),
          spoiler: part.spoiler ?? false,
          parts: part.components.map(render),
        }
      : render(part),
  );
}
