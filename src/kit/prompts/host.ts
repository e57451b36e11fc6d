import type { Message } from '../../message/message.ts';
import type { Actor } from '../adapter/actor.ts';
import type { Responder } from '../adapter/responder.ts';
import type { CheckCondition } from '../define/access.ts';
import type { ActionDefinition, Command } from '../define/command.ts';
import type { ParseContext } from '../define/parse-context.ts';
import type { InvalidArgument } from '../input/decode.ts';
import type { PromptKey, PromptStore } from './store.ts';

/** How a prompt runs its command once all arguments are valid. */
export interface PromptRunOptions {
  command: string;
  /** The answer replaces the message whose button was pressed. */
  updatesMessage: boolean;
  /** Optional arguments whose questions the person skipped. */
  skipped: readonly string[];
  /** Asks again for arguments that the handler rejects. */
  askAgain(invalid: readonly InvalidArgument[]): Promise<void>;
}

/** What prompts need from the runtime. */
export interface PromptHost<Context extends ParseContext> {
  commands: readonly Command<Context>[];
  checkCondition: CheckCondition<Context>;
  store: PromptStore;
  promptKey(context: Context): PromptKey;
  createContext(actor: Actor, originPlace?: string): Promise<Context>;
  currentPlace(context: Context): string;
  isPersisted(context: Context): boolean;
  /** Stores what the message's buttons do and puts their tokens in place. */
  attachTokens(message: Message): Promise<Message>;
  run(
    definition: ActionDefinition<Context>,
    values: Record<string, unknown>,
    context: Context,
    responder: Responder,
    options: PromptRunOptions,
  ): Promise<unknown>;
}

/** Who interacts, and how they are answered. */
export interface Interaction<Context> {
  actor: Actor;
  context: Context;
  responder: Responder;
}
