import type { PlatformName } from '../driver/client-driver.ts';
import type { VisibleMessage, VisiblePart, VisiblePicture } from '../driver/visible-message.ts';
import type { MessageView } from './api-schema.ts';

/** The actor and place that are shown. */
export interface Viewer {
  platform: PlatformName;
  actor: string;
  place: string;
}

/** Content types that the page shows; other files are only downloaded. */
export const inlineImageTypes: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
]);

/** A message for the API, with addresses of its files instead of their content. */
export function toMessageView(
  message: VisibleMessage,
  viewer: Viewer,
  mediaOrigin: string,
): MessageView {
  const { files, embeds, layout, ...rest } = message;
  return {
    ...rest,
    embeds: embeds.map(({ image, ...embed }) => {
      const own = image === undefined ? undefined : proxiedMediaUrl(image, mediaOrigin);
      return { ...embed, ...(own === undefined ? {} : { image: own }) };
    }),
    ...(layout === undefined ? {} : { layout: layoutView(layout, mediaOrigin) }),
    files: files.map(({ name, contentType, bytes, description }, index) => ({
      name,
      contentType,
      size: bytes.byteLength,
      url: fileUrlFor(viewer, message.id, index),
      ...(description === undefined ? {} : { description }),
    })),
  };
}

/** The same layout with the pictures' addresses on the page's own origin. */
function layoutView(
  layout: NonNullable<VisibleMessage['layout']>,
  origin: string,
): NonNullable<MessageView['layout']> {
  const picture = ({ url, ...rest }: VisiblePicture) => {
    const own = proxiedMediaUrl(url, origin);
    return { ...rest, ...(own === undefined ? {} : { url: own }) };
  };
  const view = (part: VisiblePart) => {
    if (part.kind === 'gallery') return { ...part, pictures: part.pictures.map(picture) };
    if (part.kind !== 'section' || !part.picture) return part;
    return { ...part, picture: picture(part.picture) };
  };
  return layout.map((part) =>
    part.kind === 'container' ? { ...part, parts: part.parts.map(view) } : view(part),
  );
}

function fileUrlFor({ platform, actor, place }: Viewer, message: string, index: number): string {
  const query = new URLSearchParams({ actor, place, message, index: String(index) });
  return `/playground/api/${platform}/file?${query}`;
}

/** Images of the local Discord are shown through the page's own origin, others not at all: no request leaves this machine. */
function proxiedMediaUrl(image: string, origin: string): string | undefined {
  if (!URL.canParse(image)) return undefined;
  const url = new URL(image);
  return url.origin === origin && url.pathname.startsWith('/attachments/')
    ? `/playground/api/media${url.pathname}`
    : undefined;
}
