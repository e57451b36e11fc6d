import { Hono } from 'hono';
import type { z } from 'zod';
import type { ClientDriver } from '../driver/client-driver.ts';
import { RequestError, readJsonBody } from './api-request.ts';
import { requestSchemas } from './api-schema.ts';

/** What an actor does on a platform; each action returns `{}` once the platform has accepted it. */
export function actionRoutes(driverFor: (name: string) => ClientDriver): Hono {
  const api = new Hono();

  function postAction<T>(
    name: string,
    schema: z.ZodType<T>,
    run: (driver: ClientDriver, input: T) => unknown,
  ) {
    api.post(`/:platform/${name}`, async (context) => {
      const driver = driverFor(context.req.param('platform') ?? '');
      await run(driver, await readJsonBody(context.req, schema));
      return context.json({});
    });
  }
  postAction('say', requestSchemas.say, (driver, { actor, place, text, ...options }) =>
    driver.sendMessage(actor, place, text, options),
  );
  postAction('press', requestSchemas.press, (driver, { actor, place, button }) =>
    driver.pressButton(actor, place, button),
  );
  postAction('choose', requestSchemas.choose, (driver, { actor, place, menu, values }) =>
    driver.selectOptions(actor, place, menu, values),
  );
  postAction('command', requestSchemas.command, (driver, { actor, place, message, command }) => {
    if (!driver.useMessageCommand) throw new RequestError(404, 'Messages have no commands here.');
    return driver.useMessageCommand(actor, place, message, command);
  });
  postAction('submit', requestSchemas.submit, (driver, { actor, values }) =>
    driver.submitForm(actor, values),
  );
  postAction('dismiss', requestSchemas.actor, (driver, { actor }) => driver.dismissForm(actor));
  postAction('relate', requestSchemas.relate, (driver, { actor, place, change }) =>
    driver.changeBotAccess(actor, place, change),
  );

  postAction(
    'settings',
    requestSchemas.settings,
    ({ settings, platform }, { actor, ...change }) => {
      if (!settings) throw new Error(`Nothing can be set on ${platform}.`);
      if (change.serverVersion !== undefined) settings.setServerVersion(change.serverVersion);
      if (Object.keys(change.app).length > 0) settings.changeApp(actor, change.app);
      if (change.restartApp) settings.restartApp(actor);
    },
  );

  return api;
}
