import type { FileFacts, PhotoSize } from './file-objects.ts';

interface Recording extends FileFacts {
  duration: number;
  mime_type?: string;
}
interface Moving extends Recording {
  width: number;
  height: number;
}
interface Location {
  latitude: number;
  longitude: number;
  horizontal_accuracy?: number;
  live_period?: number;
}

/** What a message can hold apart from texts, documents and photos. */
export interface OtherContent {
  animation?: Moving;
  audio?: Recording & { performer?: string; title?: string };
  live_photo?: Moving & { photo: PhotoSize[] };
  sticker?: FileFacts & { type: 'regular'; width: number; height: number; emoji?: string };
  video?: Moving;
  video_note?: Recording & { length: number };
  voice?: Recording;
  contact?: { phone_number: string; first_name: string; last_name?: string; vcard?: string };
  location?: Location;
  venue?: { location: Location; title: string; address: string };
}

/** All of them by their field. */
export const otherContent = [
  'animation',
  'audio',
  'live_photo',
  'sticker',
  'video',
  'video_note',
  'voice',
  'contact',
  'location',
  'venue',
] as const satisfies (keyof OtherContent)[];

type Kind = (typeof otherContent)[number];

/** Those that are a file. */
export type OtherFile = Exclude<Kind, 'contact' | 'location' | 'venue'>;

const captioned: ReadonlySet<Kind> = new Set([
  'animation',
  'audio',
  'live_photo',
  'video',
  'voice',
]);

/** Whether a caption can stand under it. */
export const takesCaption = (kind: Kind): boolean => captioned.has(kind);

/** Whether a message has something under which a caption can stand. */
export const hasCaptionedMedium = (
  message: OtherContent & { document?: unknown; photo?: unknown },
): boolean =>
  message.document !== undefined ||
  message.photo !== undefined ||
  otherContent.some((kind) => message[kind] && takesCaption(kind));
