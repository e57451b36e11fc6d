import { z } from 'zod';
import type { RequestArguments } from '../bot-api/arguments.ts';
import { badRequest, botApiError } from '../bot-api/errors.ts';
import { LIMITS } from '../limits.ts';
import { hasRelease } from '../versions.ts';
import type { MethodCall, MethodHandlers } from './method-call.ts';

const allowedUpdates = (args: RequestArguments): string[] | undefined =>
  args.parsed(
    'allowed_updates',
    'allowed updates',
    z.array(z.string()),
    'Expected an Array of String as allowed updates',
  );

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Source: https://core.telegram.org/bots/api#setwebhook */
const WEBHOOK_PORTS: readonly string[] = ['443', '80', '88', '8443'];

const defaultPort = (protocol: string) => (protocol === 'https:' ? '443' : '80');

/** HTTPS, as on Telegram; plain HTTP for this machine only, where certificates have no use. One of Telegram's four ports. */
function checkWebhookUrl(url: string, anyPort: boolean): void {
  if (!URL.canParse(url)) throw botApiError('webhookUrl');
  const { protocol, hostname, port } = new URL(url);
  const isTaken = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
  if (!isTaken)
    throw protocol === 'http:' ? botApiError('webhookHttps') : botApiError('webhookUrl');
  if (!anyPort && !WEBHOOK_PORTS.includes(port || defaultPort(protocol)))
    throw botApiError('webhookPort');
}

function setWebhook({ args, queue, webhook }: MethodCall): true {
  const url = args.text('url');
  if (url === '') return deleteWebhook({ args, queue, webhook });
  const secret = args.text('secret_token');
  checkWebhookUrl(url, webhook.anyPort);
  if (secret.length > LIMITS.webhookSecret) throw botApiError('webhookSecretLong');
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw botApiError('webhookSecret');
  if (args.flag('drop_pending_updates')) queue.clear();
  queue.abortPoll(botApiError('terminatedByWebhook'));
  queue.allowedUpdates = allowedUpdates(args) ?? queue.allowedUpdates;
  webhook.set({
    url,
    secret,
    maxConnections: Math.min(Math.max(args.integer('max_connections') ?? 40, 1), 100),
    ipAddress: args.text('ip_address'),
  });
  return true;
}

function deleteWebhook({
  args,
  queue,
  webhook,
}: Pick<MethodCall, 'args' | 'queue' | 'webhook'>): true {
  if (args.flag('drop_pending_updates')) queue.clear();
  webhook.set(undefined);
  return true;
}

export const updateMethods: MethodHandlers = {
  getUpdates({ args, queue, webhook, signal }) {
    if (webhook.active) throw botApiError('webhookActive');
    const limit = args.integer('limit') ?? LIMITS.updatesAtOnce;
    return queue.poll(
      {
        offset: args.integer('offset') ?? 0,
        limit,
        timeout: args.integer('timeout') ?? 0,
        allowed: allowedUpdates(args),
      },
      signal,
    );
  },
  setWebhook,
  deleteWebhook,
  getWebhookInfo: ({ webhook }) => webhook.info(),
  getMe: ({ state }) => ({
    ...state.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: state.inline.switches.isOn,
    can_connect_to_business: false,
    has_main_web_app: false,
    ...(hasRelease(state.serverVersion, '10.5') && { has_topic_sidebar: false }),
  }),
  logOut: () => true,
  close: () => true,
  answerCallbackQuery({ args, state }) {
    const id = args.text('callback_query_id');
    const query = state.queries.get(id);
    const text = args.text('text');
    if ([...text].length > LIMITS.callbackAnswer) throw botApiError('answerTooLong');
    if (!query || query.isAnswered) throw botApiError('queryInvalid');
    query.isAnswered = true;
    if (state.now() - query.at > query.lifetime) throw botApiError('queryInvalid');
    const url = args.text('url');
    if (url !== '' && !url.startsWith(`https://t.me/${state.bot.username}?start=`)) {
      throw badRequest('URL_INVALID');
    }
    if (text !== '') {
      const notices = state.notices.get(query.actor) ?? [];
      state.notices.set(query.actor, [...notices, { message: text }]);
      for (const listener of [...state.listeners]) listener(query.place);
    }
    return true;
  },
};
