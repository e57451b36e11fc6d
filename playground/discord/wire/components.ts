import type { ButtonComponent, SelectComponent } from '../schemas/components.ts';
import type { MessagePart, Picture } from '../schemas/layout.ts';
import type { Context } from '../state/context.ts';
import type { Message } from '../state/state.ts';
import { attachedFile, resolveMediaUrl } from './files.ts';
import type { JsonObject } from './objects.ts';

/** The components of a message as a bot gets them: numbered on the way in, in reading order, unless the bot did. */
export function wireComponents(context: Context, message: Message): JsonObject[] {
  let last = 0;
  const numbered = (own: number | null | undefined): number => {
    last += 1;
    return own ?? last;
  };
  const media = (url: string): JsonObject => {
    const shown = resolveMediaUrl(context, message, url);
    const file = attachedFile(message, url);
    return {
      id: file?.id ?? message.id,
      url: shown,
      proxy_url: shown,
      ...(file ? { attachment_id: file.id, content_type: file.contentType } : {}),
    };
  };
  const picture = ({ media: { url }, description, spoiler }: Picture): JsonObject => ({
    media: media(url),
    description: description ?? null,
    spoiler: spoiler ?? false,
  });
  const pressable = (one: ButtonComponent | SelectComponent): JsonObject => ({
    ...one,
    id: numbered(undefined),
    ...(one.type === 2 ? {} : { min_values: one.min_values ?? 1, max_values: one.max_values ?? 1 }),
  });
  const wire = (part: MessagePart): JsonObject => {
    const base = { type: part.type, id: numbered('id' in part ? part.id : undefined) };
    switch (part.type) {
      case 1:
        return { ...base, components: part.components.map(pressable) };
      case 9: {
        const { accessory } = part;
        return {
          ...base,
          components: part.components.map(wire),
          accessory:
            accessory.type === 2
              ? pressable(accessory)
              : { type: 11, id: numbered(accessory.id), ...picture(accessory) },
        };
      }
      case 10:
        return { ...base, content: part.content };
      case 12:
        return { ...base, items: part.items.map(picture) };
      case 13: {
        const file = attachedFile(message, part.file.url);
        return {
          ...base,
          file: media(part.file.url),
          name: file?.name ?? null,
          size: file?.bytes.byteLength ?? null,
          spoiler: part.spoiler ?? false,
        };
      }
      case 14:
        return { ...base, divider: part.divider ?? true, spacing: part.spacing ?? 1 };
      case 17:
        return {
          ...base,
          accent_color: part.accent_color ?? null,
          spoiler: part.spoiler ?? false,
          components: part.components.map(wire),
        };
    }
  };
  return message.components.map(wire);
}
