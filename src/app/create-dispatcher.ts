import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { noCommunityMessage } from '../communities/no-community-message.ts';
import type { Config } from '../config/config.ts';
import { checkAccess } from '../context/access.ts';
import type { CommandContext } from '../context/command-context.ts';
import { communityChoices } from '../context/current-community.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { createDispatcher, type Dispatcher } from '../kit/runtime/dispatcher.ts';
import type { KitHost } from '../kit/runtime/host.ts';
import { translators } from '../language/catalogue.ts';
import { readLocale } from '../language/locale.ts';
import { textMessage } from '../message/build.ts';
import type { HealthMonitor } from '../operations/health/health-monitor.ts';
import { showMissedMessages } from '../operations/unknown/show-missed-messages.ts';
import type { Counters } from '../web/operator/counters.ts';
import type { ContextFactory } from './context/create-context.ts';

export interface AppDispatcherDependencies {
  commands: KitHost<CommandContext>['commands'];
  contexts: ContextFactory;
  config: Pick<Config, 'LOCALE'>;
  log: Logger;
  counters: Pick<Counters, 'commandErrors'>;
  monitor: Pick<HealthMonitor, 'isDatabaseDown' | 'recordError'>;
  store: KitHost<CommandContext>['store'];
  modules: readonly Pick<SubjectModule, 'readText' | 'readLink'>[];
}

/** The dispatcher of the program's commands. While the database does not answer, commands fail at once. */
export function createAppDispatcher({
  commands,
  contexts,
  config,
  log,
  counters,
  monitor,
  store,
  modules,
}: AppDispatcherDependencies): Dispatcher {
  function assertDatabaseAvailable(): void {
    if (monitor.isDatabaseDown()) throw new Error('the database does not answer');
  }
  return createDispatcher<CommandContext>({
    commands,
    createContext(...whom) {
      assertDatabaseAvailable();
      return contexts.createContext(...whom);
    },
    createTransientContext(caller) {
      assertDatabaseAvailable();
      return contexts.createTransientContext(caller);
    },
    isPersisted: ({ isPersisted }) => isPersisted,
    checkCondition: checkAccess,
    // A prompt belongs to its community too, so that its answer never counts for another one.
    promptKey: ({ account, chat, community }) => ({
      accountId: account.id,
      place: community ? `${chat.id} ${community.id}` : chat.id,
    }),
    currentPlace: ({ chat }) => chat.id,
    communityChoices,
    noCommunityMessage,
    cooldownScope: ({ account, chat, community }, per) =>
      ({ person: account.personId, chat: chat.id, community: community?.id })[per],
    localizerFor: ({ user }) => translators[readLocale(user.locale, config.LOCALE)],
    store,
    readText(text, context) {
      for (const { readText } of modules) {
        const asked = readText?.(text, context);
        if (asked) return asked;
      }
      return undefined;
    },
    readLink(payload) {
      for (const { readLink } of modules) {
        const asked = readLink?.(payload);
        if (asked) return asked;
      }
      return undefined;
    },
    notUnderstoodMessage: ({ t }) => textMessage(t('communities.notUnderstood')),
    async afterAnswer(context, responder) {
      await showMissedMessages(context, responder).catch((error: unknown) => {
        const { id: chatId } = context.chat;
        log.error(
          { event: 'missed_messages.failed', err: error, chatId },
          'cannot show messages that may be missing',
        );
      });
    },
    reportError(error, invocation) {
      const reference = randomBytes(4).toString('hex');
      monitor.recordError(error);
      counters.commandErrors.inc({ platform: invocation.actor.platform });
      log.error(
        {
          event: 'command.failed',
          err: error,
          reference,
          command: invocation.command,
          platform: invocation.actor.platform,
        },
        'command failed',
      );
      return reference;
    },
  });
}
