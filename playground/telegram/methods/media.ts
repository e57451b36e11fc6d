import { z } from 'zod';
import type { RequestArguments, Upload } from '../bot-api/arguments.ts';
import { badRequest, botApiError } from '../bot-api/errors.ts';
import { type OtherFile, otherContent } from '../bot-api/other-content.ts';
import { LIMITS } from '../limits.ts';
import { requireValidPhoto, storeFile, toDocument, toPhotoSizes } from '../state/files.ts';
import type { Draft } from '../state/messages.ts';
import type { State, StoredFile } from '../state/state.ts';
import { editContent, requireEditable } from './edit.ts';
import type { MethodCall, MethodHandlers } from './method-call.ts';
import { readCaption, readCaptionArgument } from './read-text.ts';
import { readDestination, sendMessages, sendToDestination } from './send.ts';

type Kind = 'document' | 'photo';

/** Where files of a kind lie. */
const folders = {
  animation: 'animations',
  audio: 'music',
  document: 'documents',
  live_photo: 'videos',
  photo: 'photos',
  sticker: 'stickers',
  video: 'videos',
  video_note: 'video_notes',
  voice: 'voice',
} as const satisfies Record<Kind | OtherFile, string>;

function accept(state: State, kind: Kind | OtherFile, upload: Upload): StoredFile {
  if (upload.bytes.length === 0) throw botApiError('fileEmpty');
  if (upload.bytes.length > LIMITS.documentBytes) throw botApiError('uploadTooBig');
  if (kind === 'photo') requireValidPhoto(upload.bytes);
  return storeFile(state, folders[kind], upload);
}

/** A file by upload, by `attach://name`, or by the identifier of one that Telegram has. */
export function fileFrom(
  state: State,
  args: RequestArguments,
  kind: Kind | OtherFile,
  value: string,
  field: string,
): StoredFile {
  const attached = /^attach:\/\/(.*)$/.exec(value)?.[1];
  const upload = args.upload(attached ?? field);
  if (upload) return accept(state, kind, upload);
  if (value === '' || attached !== undefined) {
    throw badRequest(`There is no ${kind.replace('_', ' ')} in the request`);
  }
  const known = state.files.get(value);
  if (known) return known;
  throw botApiError(/^https?:\/\//.test(value) ? 'fileByUrl' : 'fileReference');
}

const contentOf = (kind: Kind, file: StoredFile): Draft =>
  kind === 'photo' ? { photo: toPhotoSizes(file) } : { document: toDocument(file) };

const mediaShape = z.looseObject({
  type: z.string(),
  media: z.string(),
  caption: z.string().default(''),
  parse_mode: z.string().default(''),
  caption_entities: z.array(z.unknown()).default([]),
});

const sendFile =
  (kind: Kind): MethodHandlers[string] =>
  (call) => {
    const { state, args } = call;
    const caption = readCaptionArgument(state, args);
    const destination = readDestination(call);
    const file = fileFrom(state, args, kind, args.text(kind), kind);
    return sendToDestination(call, destination, { ...contentOf(kind, file), ...caption }, file);
  };

/** The new document or photo of an edit, with its caption. */
export function readMedia({ state, args }: MethodCall): { content: Draft; file: StoredFile } {
  const media = args.parsed(
    'media',
    'media',
    mediaShape,
    "Can't parse InputMedia: media not found",
  );
  if (!media) throw badRequest('Media not found');
  const { type } = media;
  if (type !== 'document' && type !== 'photo') throw botApiError('albumKinds');
  const caption = readCaption(state, {
    caption: media.caption,
    parseMode: media.parse_mode,
    entities: media.caption_entities,
  });
  const file = fileFrom(state, args, type, media.media, '');
  return { content: { ...contentOf(type, file), ...caption }, file };
}

export const mediaMethods: MethodHandlers = {
  sendDocument: sendFile('document'),
  sendPhoto: sendFile('photo'),
  sendMediaGroup(call) {
    const { state, args } = call;
    const media = args.parsed(
      'media',
      'media',
      z.array(mediaShape),
      "Can't parse InputMedia: media not found",
    );
    if (!media || media.length < LIMITS.albumSmallest || media.length > LIMITS.albumLargest) {
      throw botApiError('albumSize');
    }
    const [kind] = media.map(({ type }) => type);
    if ((kind !== 'document' && kind !== 'photo') || media.some(({ type }) => type !== kind)) {
      throw botApiError('albumKinds');
    }
    const destination = readDestination(call, 'all');
    if (destination.markup) throw badRequest('Reply markup is not allowed in albums');
    const captions = media.map(({ caption, parse_mode, caption_entities }) =>
      readCaption(state, { caption, parseMode: parse_mode, entities: caption_entities }),
    );
    const files = media.map((item) => fileFrom(state, args, kind, item.media, ''));
    const media_group_id = String(13_000_000_000 + ++state.serial);
    const contents = files.map((file, i) => ({
      draft: { media_group_id, ...contentOf(kind, file), ...captions[i] },
      file,
    }));
    return sendMessages(call, destination, contents).map(({ message }) => message);
  },
  editMessageMedia(call) {
    const { content, file } = readMedia(call);
    const { stored } = requireEditable(call);
    const edited = editContent(call, content, [
      ...(['text', 'entities', 'rich_message', 'link_preview_options'] as const),
      ...(['document', 'photo', 'caption', 'caption_entities'] as const),
      ...otherContent,
    ]);
    stored.file = file;
    return edited;
  },
  getFile({ state, args }) {
    const id = args.text('file_id');
    if (id === '') throw botApiError('fileIdEmpty');
    const file = state.files.get(id);
    if (!file) throw botApiError('fileIdInvalid');
    if (file.bytes.length > LIMITS.downloadBytes) throw botApiError('fileTooBig');
    return {
      file_id: file.id,
      file_unique_id: file.uniqueId,
      file_size: file.bytes.length,
      file_path: file.path,
    };
  },
};
