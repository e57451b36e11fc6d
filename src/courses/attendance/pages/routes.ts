import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ModuleServices } from '../../../context/modules/subject-module.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import { type Locale, locales } from '../../../language/locale.ts';
import { ensureCheckInKey } from '../check-in.ts';
import { readCode } from '../codes.ts';
import { markAttendance } from '../mark.ts';
import { attendanceStates, participantName, readAttendance } from '../read-attendance.ts';
import { checkInPayload } from '../start-payload.ts';
import { findPage, type OpenedPage } from './addresses.ts';
import { answerPage } from './frame.ts';
import { phoneStyle } from './styles.ts';

type RouteServices = Pick<
  ModuleServices,
  'db' | 'now' | 'publicUrl' | 'platformPermissions' | 'roleResolver'
>;

/** A form is a name, a state and a reason. */
const maxBodyBytes = 8 * 1024;

const views = () => import('./phone-view.ts');

/** In the language of whoever opens it, as far as their browser says; Vietnamese otherwise. */
function browserLocale({ req }: Context): Locale {
  const [wanted = ''] = (req.header('accept-language') ?? '').toLowerCase().split(/[-,;]/);
  return locales.find((locale) => locale === wanted) ?? 'vi';
}

async function closed(context: Context): Promise<Response> {
  const { renderClosed } = await views();
  const page = await renderClosed(browserLocale(context));
  return answerPage(page, { style: phoneStyle, status: 404 });
}

/** Pages about attendance: for the room's screen, for an organiser's phone, and for whoever scanned the code. */
export function attendanceRoutes(services: RouteServices): Hono {
  const { db, now, publicUrl, platformPermissions, roleResolver } = services;
  const routes = new Hono();

  routes.get('/attendance/screen/:secret', async (context) => {
    const at = now();
    const secret = context.req.param('secret');
    const page = await findPage(db, { secret, kind: 'screen', at });
    if (!page || page.session.cancelledAt) return closed(context);
    const { renderScreen } = await import('./screen-view.ts');
    const screen = await renderScreen({
      ...{ page, at, publicUrl: publicUrl === '' ? new URL(context.req.url).origin : publicUrl },
      secret: await ensureCheckInKey(db, page.sessionId),
      counts: (await readAttendance(db, page.sessionId)).counts,
    });
    return answerPage(screen.html, { style: screen.style });
  });

  /** The list that this address opens, as long as whoever asked for it is an organiser. */
  const openList = async (context: Context, at: number): Promise<OpenedPage | undefined> => {
    const secret = context.req.param('secret') ?? '';
    const page = await findPage(db, { secret, kind: 'list', at });
    if (!page || page.session.cancelledAt) return undefined;
    const roles = await roleResolver.rolesOf(page.account, page.session.course.community);
    return roles.has('organiser') ? page : undefined;
  };

  const show = async (
    page: OpenedPage,
    at: number,
    problem?: { key: string; signupId: string },
  ) => {
    const { renderPhoneList } = await views();
    const attendance = await readAttendance(db, page.sessionId);
    return answerPage(await renderPhoneList({ page, attendance, at, problem }), {
      ...{ style: phoneStyle, status: problem ? 409 : 200 },
    });
  };

  routes.get('/attendance/list/:secret', async (context) => {
    const at = now();
    const page = await openList(context, at);
    return page ? show(page, at) : closed(context);
  });

  routes.post('/attendance/list/:secret', bodyLimit({ maxSize: maxBodyBytes }), async (context) => {
    const at = now();
    const page = await openList(context, at);
    if (!page) return closed(context);
    const { maxReason } = await views();
    const form = await context.req.parseBody();
    const text = (name: string) => {
      const value = form[name];
      return typeof value === 'string' ? value.normalize('NFC').trim() : '';
    };
    const state = attendanceStates.find((one) => one === text('state'));
    const { people } = await readAttendance(db, page.sessionId);
    const person = people.find(({ id }) => id === text('who'));
    if (!state || !person) return show(page, at);
    try {
      await markAttendance(
        { db, account: page.account, now: Temporal.Instant.fromEpochMilliseconds(at) },
        {
          ...{ course: page.session.course, session: page.session, state },
          ...{ signupId: person.id, name: participantName(person) },
          reason: text('reason').slice(0, maxReason),
        },
      );
    } catch (error) {
      if (error instanceof UserError)
        return show(page, at, { key: error.error.key, signupId: person.id });
      throw error;
    }
    return context.redirect(`${new URL(context.req.url).pathname}#p-${person.id}`, 303);
  });

  routes.get('/checkin/:code', async (context) => {
    const code = readCode(context.req.param('code'));
    const { renderCheckIn } = await views();
    const telegramUrl =
      code === undefined
        ? undefined
        : platformPermissions.telegram.privateChatUrl(checkInPayload(code));
    const page = await renderCheckIn(code, { locale: browserLocale(context), telegramUrl });
    return answerPage(page, { style: phoneStyle, status: code === undefined ? 404 : 200 });
  });
  return routes;
}
