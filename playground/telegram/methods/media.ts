import { z } from 'zod';
import type { Args, Upload } from '../args.ts';
import { badRequest, refusal } from '../errors.ts';
import { checkPhoto, documentOf, photoOf, store } from '../files.ts';
import { LIMITS } from '../limits.ts';
import type { Draft } from '../messages.ts';
import type { State, StoredFile } from '../state.ts';
import { captionOf, readCaption } from '../texts.ts';
import type { Methods } from './call.ts';
import { edit, editable } from './edit.ts';
import { destinationOf, send, sendAll } from './send.ts';

type Kind = 'document' | 'photo';

function accept(state: State, kind: Kind, upload: Upload): StoredFile {
  if (upload.bytes.length === 0) throw refusal('fileEmpty');
  if (upload.bytes.length > LIMITS.documentBytes) throw refusal('uploadTooBig');
  if (kind === 'photo') checkPhoto(upload.bytes);
  return store(state, kind === 'photo' ? 'photos' : 'documents', upload);
}

/** A file by upload, by `attach://name`, or by the identifier of one that Telegram has. */
function fileFrom(state: State, args: Args, kind: Kind, value: string, field: string): StoredFile {
  const attached = /^attach:\/\/(.*)$/.exec(value)?.[1];
  const upload = args.upload(attached ?? field);
  if (upload) return accept(state, kind, upload);
  if (value === '' || attached !== undefined) {
    throw refusal(kind === 'photo' ? 'noPhoto' : 'noDocument');
  }
  const known = state.files.get(value);
  if (known) return known;
  throw refusal(/^https?:\/\//.test(value) ? 'fileByUrl' : 'fileReference');
}

const contentOf = (kind: Kind, file: StoredFile): Draft =>
  kind === 'photo' ? { photo: photoOf(file) } : { document: documentOf(file) };

const mediaShape = z.looseObject({
  type: z.string(),
  media: z.string(),
  caption: z.string().default(''),
  parse_mode: z.string().default(''),
  caption_entities: z.array(z.unknown()).default([]),
});

const sendFile =
  (kind: Kind): Methods[string] =>
  (call) => {
    const { state, args } = call;
    const caption = captionOf(state, args);
    const destination = destinationOf(call);
    const file = fileFrom(state, args, kind, args.text(kind), kind);
    return send(call, destination, { ...contentOf(kind, file), ...caption }, file);
  };

export const mediaMethods: Methods = {
  sendDocument: sendFile('document'),
  sendPhoto: sendFile('photo'),
  sendMediaGroup(call) {
    const { state, args } = call;
    const media = args.shaped(
      'media',
      'media',
      z.array(mediaShape),
      "Can't parse InputMedia: media not found",
    );
    if (!media || media.length < LIMITS.albumSmallest || media.length > LIMITS.albumLargest) {
      throw refusal('albumSize');
    }
    const [kind] = media.map(({ type }) => type);
    if ((kind !== 'document' && kind !== 'photo') || media.some(({ type }) => type !== kind)) {
      throw refusal('albumKinds');
    }
    const destination = destinationOf(call);
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
    return sendAll(call, destination, contents).map(({ message }) => message);
  },
  editMessageMedia(call) {
    const { state, args } = call;
    const media = args.shaped(
      'media',
      'media',
      mediaShape,
      "Can't parse InputMedia: media not found",
    );
    if (!media) throw badRequest('Media not found');
    const { type } = media;
    if (type !== 'document' && type !== 'photo') throw refusal('albumKinds');
    const caption = readCaption(state, {
      caption: media.caption,
      parseMode: media.parse_mode,
      entities: media.caption_entities,
    });
    const { stored } = editable(call);
    const file = fileFrom(state, args, type, media.media, '');
    const edited = edit(call, { ...contentOf(type, file), ...caption }, [
      ...(['text', 'entities', 'link_preview_options'] as const),
      ...(['document', 'photo', 'caption', 'caption_entities'] as const),
    ]);
    stored.file = file;
    return edited;
  },
  getFile({ state, args }) {
    const id = args.text('file_id');
    if (id === '') throw refusal('fileIdEmpty');
    const file = state.files.get(id);
    if (!file) throw refusal('fileIdInvalid');
    if (file.bytes.length > LIMITS.downloadBytes) throw refusal('fileTooBig');
    return {
      file_id: file.id,
      file_unique_id: file.uniqueId,
      file_size: file.bytes.length,
      file_path: file.path,
    };
  },
};
