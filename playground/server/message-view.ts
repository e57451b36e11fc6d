import type { PlatformName } from '../driver/client-driver.ts';
import type { VisibleMessage } from '../driver/visible-message.ts';
import type { MessageView } from './api-schema.ts';

/** Whose screen is shown. */
export interface Viewer {
  platform: PlatformName;
  actor: string;
  place: string;
}

/** Kinds of file that a browser may show in the page; everything else is only handed out as a download. */
export const inlineImageTypes: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
]);

/** A message as it goes over the wire: the bytes of its files stay behind, their addresses go. */
export function toMessageView(
  seen: VisibleMessage,
  viewer: Viewer,
  mediaOrigin: string,
): MessageView {
  const { files, embeds, ...rest } = seen;
  return {
    ...rest,
    embeds: embeds.map(({ image, ...embed }) => {
      const own = image === undefined ? undefined : proxiedMediaUrl(image, mediaOrigin);
      return { ...embed, ...(own === undefined ? {} : { image: own }) };
    }),
    files: files.map(({ name, contentType, bytes }, index) => ({
      name,
      contentType,
      size: bytes.byteLength,
      url: fileUrlFor(viewer, seen.id, index),
    })),
  };
}

function fileUrlFor({ platform, actor, place }: Viewer, message: string, index: number): string {
  const query = new URLSearchParams({ actor, place, message, index: String(index) });
  return `/playground/api/${platform}/file?${query}`;
}

/** Pictures that the local Discord serves are shown through the page's own address, others not at all: nothing leaves this machine. */
function proxiedMediaUrl(image: string, origin: string): string | undefined {
  if (!URL.canParse(image)) return undefined;
  const url = new URL(image);
  return url.origin === origin && url.pathname.startsWith('/attachments/')
    ? `/playground/api/media${url.pathname}`
    : undefined;
}
