import type { RequestArguments } from '../bot-api/arguments.ts';
import { badRequest } from '../bot-api/errors.ts';
import { type OtherContent, type OtherFile, takesCaption } from '../bot-api/other-content.ts';
import { toPhotoSizes } from '../state/files.ts';
import type { StoredFile } from '../state/state.ts';
import { fileFrom } from './media.ts';
import type { MethodCall, MethodHandlers } from './method-call.ts';
import { readCaptionArgument } from './read-text.ts';
import { type Destination, readDestination, sendToDestination } from './send.ts';

/** Fields of every file. What is in it is not looked at: sizes and durations are those that the request names. */
function recordingOf({ id, uniqueId, bytes, contentType }: StoredFile, args: RequestArguments) {
  return {
    file_id: id,
    file_unique_id: uniqueId,
    file_size: bytes.length,
    mime_type: contentType,
    duration: args.integer('duration') ?? 0,
  };
}

const movingOf = (file: StoredFile, args: RequestArguments) => ({
  ...recordingOf(file, args),
  width: args.integer('width') ?? 0,
  height: args.integer('height') ?? 0,
});

const named = (args: RequestArguments, field: string) =>
  args.text(field) === '' ? {} : { [field]: args.text(field) };

/** The content of a message by the kind of its file. */
const contents: Record<OtherFile, (file: StoredFile, call: MethodCall) => OtherContent> = {
  animation: (file, { args }) => ({ animation: movingOf(file, args) }),
  audio: (file, { args }) => ({
    audio: { ...recordingOf(file, args), ...named(args, 'performer'), ...named(args, 'title') },
  }),
  live_photo: (file, { state, args }) => {
    const photo = fileFrom(state, args, 'photo', args.text('photo'), 'photo');
    return { live_photo: { ...movingOf(file, args), photo: toPhotoSizes(photo) } };
  },
  sticker: ({ id, uniqueId, bytes }, { args }) => ({
    sticker: {
      ...{ file_id: id, file_unique_id: uniqueId, file_size: bytes.length },
      ...{ type: 'regular', width: 512, height: 512, ...named(args, 'emoji') },
    },
  }),
  video: (file, { args }) => ({ video: movingOf(file, args) }),
  video_note: (file, { args }) => ({
    video_note: { ...recordingOf(file, args), length: args.integer('length') ?? 0 },
  }),
  voice: (file, { args }) => ({ voice: recordingOf(file, args) }),
};

const sendOther =
  (kind: OtherFile): MethodHandlers[string] =>
  (call) => {
    const { state, args } = call;
    const caption = takesCaption(kind) ? readCaptionArgument(state, args) : {};
    const destination = readDestination(call);
    const file = fileFrom(state, args, kind, args.text(kind), kind);
    const content = contents[kind](file, call);
    return sendToDestination(call, destination, { ...content, ...caption }, file);
  };

/** A number at a place on earth. @throws ApiError where it is missing */
function requireDegrees(args: RequestArguments, field: 'latitude' | 'longitude'): number {
  const text = args.text(field).trim();
  if (text === '') throw badRequest(`${field} is empty`);
  return Number.parseFloat(text) || 0;
}

function readLocation(args: RequestArguments) {
  const accuracy = Number.parseFloat(args.text('horizontal_accuracy'));
  return {
    latitude: requireDegrees(args, 'latitude'),
    longitude: requireDegrees(args, 'longitude'),
    ...(accuracy > 0 && { horizontal_accuracy: accuracy }),
  };
}

function requireText(args: RequestArguments, field: string): string {
  const text = args.text(field);
  if (text === '') throw badRequest(`Parameter "${field}" is required`);
  return text;
}

/** Only the place of a moment can be shown to one person alone. Source: Bot API 10.3, sendLocation. */
function refuseLive({ ephemeral }: Destination, livePeriod: number): void {
  if (ephemeral && livePeriod > 0) throw badRequest('Unallowed message content');
}

export const otherMediaMethods: MethodHandlers = {
  sendAnimation: sendOther('animation'),
  sendAudio: sendOther('audio'),
  sendLivePhoto: sendOther('live_photo'),
  sendSticker: sendOther('sticker'),
  sendVideo: sendOther('video'),
  sendVideoNote: sendOther('video_note'),
  sendVoice: sendOther('voice'),
  sendContact(call) {
    const { args } = call;
    const contact = {
      phone_number: requireText(args, 'phone_number'),
      first_name: requireText(args, 'first_name'),
      ...named(args, 'last_name'),
      ...named(args, 'vcard'),
    };
    return sendToDestination(call, readDestination(call), { contact });
  },
  sendLocation(call) {
    const location = readLocation(call.args);
    const destination = readDestination(call);
    const live_period = call.args.integer('live_period') ?? 0;
    refuseLive(destination, live_period);
    return sendToDestination(call, destination, {
      location: { ...location, ...(live_period > 0 && { live_period }) },
    });
  },
  sendVenue(call) {
    const { args } = call;
    const location = readLocation(args);
    const venue = { location, title: args.text('title'), address: args.text('address') };
    // A venue's message has its place twice.
    return sendToDestination(call, readDestination(call), { venue, location });
  },
};
