import type { Invocation } from '../adapter/invocation.ts';
import type { Responder } from '../adapter/responder.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { errorMessage } from '../input/error-messages.ts';
import type { KitHost } from './host.ts';
import { ReplyFailedError } from './reply-failed-error.ts';

/**
 * Creates the context and handles the interaction. An unexpected error is logged, and the person gets a short message
 * with its reference.
 * @throws ReplyFailedError when that message could not be sent either
 */
export async function reportingErrors<Context extends ParseContext>(
  {
    createContext,
    createTransientContext = (actor) => createContext(actor),
    reportError,
    localizerFor,
  }: Pick<
    KitHost<Context>,
    'createContext' | 'createTransientContext' | 'reportError' | 'localizerFor'
  >,
  invocation: Invocation,
  responder: Responder,
  handle: (context: Context) => Promise<void>,
): Promise<void> {
  let localizer = localizerFor(invocation.actor);
  let hasStarted = false;
  try {
    const context = await createTransientContext(invocation.actor);
    localizer = context;
    hasStarted = true;
    await handle(context);
  } catch (error) {
    const reference = reportError(error, invocation);
    await responder
      .say(errorMessage(localizer.t('kit.errors.internal', { reference })), 'ephemeral')
      .catch((failure: unknown) => {
        reportError(failure, invocation);
        throw new ReplyFailedError(hasStarted, { cause: failure });
      });
  }
}
