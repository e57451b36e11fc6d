/**
 * What Discord answers when it refuses: HTTP status, JSON code and text.
 * Source: "Opcodes and Status Codes" of the developer documentation.
 */
const apiErrors = {
  badRequest: [400, 0, '400: Bad Request'],
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  methodNotAllowed: [405, 0, '405: Method Not Allowed'],
  unavailable: [503, 0, '503: Service Unavailable'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownRole: [404, 10011, 'Unknown Role'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  unknownScheduledEvent: [404, 10070, 'Unknown Guild Scheduled Event'],
  tooManyPins: [400, 30003, 'Maximum number of pinned messages reached (250)'],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached (100).'],
  tooManyScheduledEvents: [
    400,
    30038,
    'Maximum number of uncompleted guild scheduled events reached (100)',
  ],
  tooLarge: [413, 40005, 'Request entity too large'],
  alreadyCrossposted: [400, 40033, 'This message has already been crossposted.'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  missingAccess: [403, 50001, 'Missing Access'],
  notInDm: [403, 50003, 'Cannot execute action on a DM channel'],
  notYourMessage: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotMessageUser: [403, 50007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  invalidRecipients: [400, 50033, 'Invalid Recipient(s)'],
  invalidForm: [400, 50035, 'Invalid Form Body'],
  archivedThread: [400, 50083, 'Thread is archived'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
  noMutualGuild: [403, 50278, 'Cannot send messages to this user due to having no mutual guilds'],
  finishedEvent: [400, 180000, 'Cannot update a finished event'],
  noReadHistory: [403, 160002, 'Cannot reply without permission to read message history'],
} as const satisfies Record<string, readonly [number, number, string]>;

export type DiscordErrorName = keyof typeof apiErrors;

/** One complaint about one place in a body. */
export interface FormIssue {
  path: readonly PropertyKey[];
  code: string;
  message: string;
}

/** A refusal on its way to the bot; `body` is the JSON that Discord would send. */
export class DiscordApiError extends Error {
  readonly status: number;
  readonly body: { message: string; code: number; errors?: unknown };

  constructor(name: DiscordErrorName, problems: readonly FormIssue[] = []) {
    const [status, code, message] = apiErrors[name];
    super(message);
    this.status = status;
    this.body =
      problems.length === 0 ? { message, code } : { message, code, errors: errorTree(problems) };
  }
}

interface ErrorTree {
  [key: string]: ErrorTree | { code: string; message: string }[];
}

/** Discord's nested shape: `{embeds: {0: {title: {_errors: [{code, message}]}}}}`. */
function errorTree(problems: readonly FormIssue[]): ErrorTree {
  const root: ErrorTree = {};
  for (const { path, code, message } of problems) {
    let node = root;
    for (const step of path) {
      const key = String(step);
      const next = node[key];
      if (next === undefined || Array.isArray(next)) {
        const made: ErrorTree = {};
        node[key] = made;
        node = made;
      } else {
        node = next;
      }
    }
    const own = node._errors;
    node._errors = [...(Array.isArray(own) ? own : []), { code, message }];
  }
  return root;
}

/** The answer to what Discord has and the local one does not, with a status that Discord itself never gives. */
export class UnsupportedError extends Error {}

export const unsupported = (what: string): UnsupportedError =>
  new UnsupportedError(`${what} is not built in the playground`);

export function throwApiError(name: DiscordErrorName, problems: readonly FormIssue[] = []): never {
  throw new DiscordApiError(name, problems);
}
