/** Facts that come with an error, for the program that reads it. */
export interface ErrorParameters {
  /** Seconds. */
  retry_after?: number;
  migrate_to_chat_id?: number;
}

/** A refused request: `{ok: false, error_code, description, parameters}`. */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: ErrorParameters | undefined;

  constructor(code: number, description: string, parameters?: ErrorParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** Refusals with a fixed text. Texts are those of telegram-bot-api's `Client.cpp` and of TDLib. */
const KNOWN_ERRORS = {
  unauthorized: [401, 'Unauthorized'],
  methodNotFound: [404, 'Not Found: method not found'],
  otherPoller: [
    409,
    'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  ],
  webhookActive: [
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  ],
  terminatedByWebhook: [409, 'Conflict: terminated by setWebhook request'],
  down: [502, 'Bad Gateway'],
  chatIdEmpty: [400, 'Bad Request: chat_id is empty'],
  chatNotFound: [400, 'Bad Request: chat not found'],
  threadNotFound: [400, 'Bad Request: message thread not found'],
  upgraded: [400, 'Bad Request: group chat was upgraded to a supergroup chat'],
  cannotInitiate: [403, "Forbidden: bot can't initiate conversation with a user"],
  blocked: [403, 'Forbidden: bot was blocked by the user'],
  needChannelRights: [400, 'Bad Request: need administrator rights in the channel chat'],
  textEmpty: [400, 'Bad Request: message text is empty'],
  textBlank: [400, 'Bad Request: text must be non-empty'],
  textTooLong: [400, 'Bad Request: message is too long'],
  rawTextTooLong: [400, 'Bad Request: text is too long'],
  captionTooLong: [400, 'Bad Request: message caption is too long'],
  notUtf8: [400, 'Bad Request: strings must be encoded in UTF-8'],
  richMissing: [400, 'Bad Request: rich message is not specified'],
  parseMode: [400, 'Bad Request: unsupported parse_mode'],
  notModified: [
    400,
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  ],
  editNotFound: [400, 'Bad Request: message to edit not found'],
  cannotEdit: [400, "Bad Request: message can't be edited"],
  noTextToEdit: [400, 'Bad Request: there is no text in the message to edit'],
  noCaptionToEdit: [400, 'Bad Request: there is no caption in the message to edit'],
  messageIdMissing: [400, 'Bad Request: message identifier is not specified'],
  messageIdInvalid: [400, 'Bad Request: MESSAGE_ID_INVALID'],
  editTooLong: [400, 'Bad Request: MEDIA_CAPTION_TOO_LONG'],
  deleteNotFound: [400, 'Bad Request: message to delete not found'],
  cannotDelete: [400, "Bad Request: message can't be deleted"],
  cannotDeleteForEveryone: [400, "Bad Request: message can't be deleted for everyone"],
  copyNotFound: [400, 'Bad Request: message to copy not found'],
  forwardNotFound: [400, 'Bad Request: message to forward not found'],
  cannotCopy: [400, "Bad Request: message can't be copied"],
  replyNotFound: [400, 'Bad Request: message to be replied not found'],
  pinNotFound: [400, 'Bad Request: message to pin not found'],
  unpinNotFound: [400, 'Bad Request: message to unpin not found'],
  writeRights: [400, 'Bad Request: not enough rights to send text messages to the chat'],
  pinRights: [400, 'Bad Request: not enough rights to manage pinned messages in the chat'],
  buttonData: [400, 'Bad Request: BUTTON_DATA_INVALID'],
  copyText: [400, 'Bad Request: BUTTON_COPY_TEXT_INVALID'],
  markupTooLong: [400, 'Bad Request: reply markup is too long'],
  inlineExpected: [400, 'Bad Request: inline keyboard expected'],
  placeholder: [400, 'Bad Request: PLACEHOLDER_INVALID'],
  usersOutsidePrivate: [400, 'Bad Request: users can be requested in private chats only'],
  requestedUsers: [400, 'Bad Request: BUTTON_USERS_QUANTITY_INVALID'],
  queryInvalid: [
    400,
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
  ],
  resultsTooMuch: [400, 'Bad Request: RESULTS_TOO_MUCH'],
  resultId: [400, 'Bad Request: RESULT_ID_INVALID'],
  resultIdDuplicate: [400, 'Bad Request: RESULT_ID_DUPLICATE'],
  articleTitle: [400, 'Bad Request: ARTICLE_TITLE_EMPTY'],
  messageContent: [400, 'Bad Request: inline query result content is not specified'],
  nextOffset: [400, 'Bad Request: NEXT_OFFSET_INVALID'],
  startParameter: [400, 'Bad Request: START_PARAM_INVALID'],
  switchTextEmpty: [400, 'Bad Request: SWITCH_PM_TEXT_EMPTY'],
  answerTooLong: [400, 'Bad Request: MESSAGE_TOO_LONG'],
  chatAction: [400, 'Bad Request: wrong parameter action in request'],
  fileEmpty: [400, 'Bad Request: file must be non-empty'],
  fileTooBig: [400, 'Bad Request: file is too big'],
  uploadTooBig: [413, 'Request Entity Too Large'],
  fileIdEmpty: [400, 'Bad Request: file_id not specified'],
  fileIdInvalid: [400, 'Bad Request: invalid file_id'],
  fileReference: [400, 'Bad Request: wrong remote file identifier specified: Wrong string length'],
  fileByUrl: [400, 'Bad Request: failed to get HTTP URL content'],
  photoBroken: [400, 'Bad Request: IMAGE_PROCESS_FAILED'],
  photoSize: [400, 'Bad Request: PHOTO_INVALID_DIMENSIONS'],
  albumSize: [400, 'Bad Request: media must include 2-10 items'],
  albumKinds: [400, "Bad Request: can't use the media of the specified type in the album"],
  commandInvalid: [400, 'Bad Request: BOT_COMMAND_INVALID'],
  commandsTooMany: [400, 'Bad Request: BOT_COMMANDS_TOO_MUCH'],
  commandEmpty: [400, 'Bad Request: command must be non-empty'],
  commandTooLong: [400, 'Bad Request: command length must not exceed 32'],
  commandDescriptionEmpty: [400, 'Bad Request: command description must be non-empty'],
  commandDescriptionTooLong: [400, 'Bad Request: command description length must not exceed 256'],
  language: [400, 'Bad Request: invalid language code specified'],
  botTextTooLong: [400, 'Bad Request: BOT_DESCRIPTION_TOO_LONG'],
  userId: [400, 'Bad Request: invalid user_id specified'],
  userNotFound: [400, 'Bad Request: user not found'],
  participant: [400, 'Bad Request: PARTICIPANT_ID_INVALID'],
  memberList: [400, 'Bad Request: member list is inaccessible'],
  noAdministrators: [400, 'Bad Request: there are no administrators in the private chat'],
  webhookUrl: [400, 'Bad Request: invalid webhook URL specified'],
  webhookHttps: [400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook'],
  webhookPort: [
    400,
    'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
  ],
  webhookSecretLong: [400, 'Bad Request: secret token is too long'],
  webhookSecret: [400, 'Bad Request: secret token contains unallowed characters'],
  leavePrivate: [400, "Bad Request: chat member status can't be changed in private chats"],
} as const satisfies Record<string, readonly [number, string]>;

/** One of Telegram's refusals by its name here. */
export function botApiError(
  name: keyof typeof KNOWN_ERRORS,
  parameters?: ErrorParameters,
): ApiError {
  const [code, description] = KNOWN_ERRORS[name];
  return new ApiError(code, description, parameters);
}

/** `Too Many Requests`, with the seconds to wait. */
export const tooManyRequests = (seconds: number): ApiError =>
  new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

/** A 400 with a text from Telegram's libraries, whose first letter the Bot API server lowers. */
export function badRequest(text: string): ApiError {
  const constant = /^.[A-Z_]/.test(text);
  const lowered = constant ? text : text.charAt(0).toLowerCase() + text.slice(1);
  return new ApiError(400, `Bad Request: ${lowered}`);
}
