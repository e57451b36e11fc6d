import type { Action, Message } from '../../message/message.ts';
import type { Platform } from '../../platform.ts';
import type { InputKind } from './picker.ts';
import type { RawValues } from './raw-value.ts';

/** Who acts and where, as the platform says it. */
export interface Actor {
  platform: Platform;
  user: { platformId: string; name: string; username?: string; locale?: string };
  chat: {
    platformId: string;
    /** Telegram topic, or empty. */
    threadId: string;
    kind: 'private' | 'group' | 'channel';
    title: string;
    /** What a community connects to: the Discord server, the Telegram chat. Absent in private. */
    space?: { platformId: string; title: string };
  };
  /** Ids of the user's roles in this Discord server. */
  roles: readonly string[];
}

/** A command on its way in. Values that the platform typed come in `values`, a typed line in `line`. */
export interface Invocation {
  actor: Actor;
  command: string;
  step?: string;
  values: RawValues;
  line?: string;
  /** What the message says beside its words: the person whom it answers. Counts where the words name nobody. */
  implied?: RawValues;
  /** A form of the command: `open` shows this page, `sent` came back with it. */
  form?: {
    page: number;
    act: 'open' | 'sent';
    /** The sheet has these arguments instead: what was wrong is written again. */
    fields?: readonly string[];
  };
}

/** A question for one argument. */
export interface PromptQuestion {
  /** The message to show, buttons included. It is changed in place while taps suffice. */
  message: Message;
  /** What has to be asked for by a message of its own, since it cannot be tapped. */
  input?: { takes: InputKind; text: string; placeholder: string; button: string };
}

/** The messages of a question, by the platform's ids. */
export interface PromptMessages {
  messageId: string;
  /** The message that asks for words, a person or a file. */
  inputId?: string;
  /** The person's own message that the question answers. */
  originId?: string;
}

/** A form that the platform shows at once (a Discord modal). */
export interface Form {
  title: string;
  /** Comes back with what the form's fields hold. */
  action: Action;
  fields: readonly {
    name: string;
    label: string;
    required: boolean;
    multiline: boolean;
    min?: number;
    max?: number;
    value?: string;
  }[];
}

/**
 * Who is to see what a command answers: everyone there; the person alone; `personal`: the person alone where they can
 * be reached, else those there see it with the person's name, so that nobody takes it for theirs.
 */
export type Visibility = 'public' | 'private' | 'personal';

/**
 * Who is to see an answer: as a command's; or
 * `quiet`: the person alone where the platform makes that easy, else everyone there.
 */
export type ReplyVisibility = Visibility | 'quiet';

/** Something that was said. */
export interface SentMessage {
  /** Says this instead, in the same place. Buttons of what stood there are gone unless they are said again. */
  update(message: Message): Promise<void>;
}

/** The same person in their own chat. */
export interface PrivateChannel {
  actor: Actor;
  /** Goes on there and says so here; where the person never opened that chat, says how to. */
  continueIn(work: (there: Responder) => Promise<void>): Promise<void>;
}

/** How one invocation is answered on its platform. */
export interface Responder {
  /** Answers with a new message. */
  say(message: Message, audience: ReplyVisibility): Promise<SentMessage>;
  /** Changes the message whose button was pressed. */
  update(message: Message): Promise<SentMessage>;
  /** Asks for an argument, where the platform's way is a conversation. `before` is the question that it follows. */
  showPrompt?(
    question: PromptQuestion,
    before: PromptMessages | undefined,
  ): Promise<PromptMessages>;
  /** The person's own chat, where what is asked here would be read by others. */
  privateChannel?: PrivateChannel;
  /** The place, by the program's own id, for which something is done here though it was begun there. */
  originPlace?: string | undefined;
  /** Whether a question for a person comes with the platform's own list of people. */
  hasUserPicker?: boolean;
  /** Takes away the messages of a question that is over. */
  deletePrompt?(asked: PromptMessages): Promise<void>;
  /** Whether the platform has forms. */
  hasForms: boolean;
  /**
   * Opens a form, where none of the answers was given yet and what is answered allows one.
   * @returns false when it is too late for one: then a button has to open it
   */
  openForm?(form: Form): Promise<boolean>;
}
