import { z } from 'zod';
import { throwApiError } from '../errors.ts';
import type { DiscordApi } from '../http/api-server.ts';
import { readForm, snowflake } from '../schemas/read-form.ts';
import type { Context } from '../state/context.ts';
import { everyonePermissions } from '../state/permissions.ts';
import { directChannelId } from '../state/snowflakes.ts';
import { serializeChannel, serializeUser } from '../wire/objects.ts';

const directBody = z.object({ recipient_id: snowflake });

export function userRoutes(api: DiscordApi, context: Context): void {
  const { state } = context;
  const application = () => ({
    id: state.bot.id,
    name: state.bot.displayName,
    icon: null,
    description: '',
    summary: '',
    type: null,
    bot: serializeUser(state.bot),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    flags_new: '0',
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: ['bot', 'applications.commands'],
    owner: serializeUser(state.bot),
    team: null,
    approximate_guild_count: state.guilds.size,
    install_params: {
      scopes: ['bot', 'applications.commands'],
      permissions: String(everyonePermissions),
    },
  });
  api.get('/users/@me', (c) =>
    c.json({
      ...serializeUser(state.bot),
      verified: true,
      mfa_enabled: false,
      locale: 'en-US',
      email: null,
    }),
  );
  api.get('/applications/@me', (c) => c.json(application()));
  api.get('/oauth2/applications/@me', (c) => c.json(application()));
  api.get('/users/@me/guilds', (c) =>
    c.json(
      [...state.guilds.values()]
        .filter((guild) => guild.members.has(state.bot.id))
        .map((guild) => ({
          id: guild.id,
          name: guild.name,
          icon: null,
          banner: null,
          owner: false,
          permissions: String(everyonePermissions),
          features: [],
        })),
    ),
  );
  api.get('/users/:user', (c) =>
    c.json(serializeUser(state.users.get(c.req.param('user')) ?? throwApiError('unknownUser'))),
  );
  api.post('/users/@me/channels', (c) => {
    const { recipient_id: recipient } = readForm(directBody, c.get('body').json);
    const user = state.users.get(recipient) ?? throwApiError('unknownUser');
    if (user.bot) throwApiError('invalidRecipients');
    const channel = state.channels.get(directChannelId(user.id)) ?? throwApiError('unknownChannel');
    return c.json(serializeChannel(context, channel));
  });
}
