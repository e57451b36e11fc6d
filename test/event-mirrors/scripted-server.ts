import type { SendError, SendResult } from '../../src/delivery/publisher.ts';
import type {
  ListedServerEvent,
  ServerEventContent,
  ServerEvents,
} from '../../src/delivery/server-events.ts';

interface Listed extends ListedServerEvent {
  name: string;
  place: string;
}

/** What becomes of a request: it fails and is not done, or it is done and its answer is lost, or its process is killed. */
export type Mishap = SendError | 'lose' | 'kill';

/** The process was killed: nothing follows a request. */
class Killed extends Error {}

/** A server's list of events that does what it is told, and writes down what it is asked. */
export function createScriptedServer({ maxOpen = 100 } = {}) {
  const events = new Map<string, Listed>();
  const asked: string[] = [];
  const mishaps = new Map<string, Mishap[]>();
  let made = 0;
  /** Resolves before each request. */
  let gate: Promise<void> = Promise.resolve();

  async function answer<Value>(
    act: string,
    what: string,
    perform: () => Value,
  ): Promise<SendResult<Value>> {
    await gate;
    asked.push(what === '' ? act : `${act} ${what}`);
    const mishap = mishaps.get(act)?.shift();
    if (typeof mishap === 'object') return { ok: false, ...mishap };
    const value = perform();
    if (mishap === 'kill') throw new Killed('killed');
    return mishap === 'lose'
      ? { ok: false, kind: 'ambiguous', reason: 'no answer' }
      : { ok: true, value };
  }

  const shown = ({ name, place, about, footer, startsAt, endsAt }: ServerEventContent) => ({
    ...{ name, place, description: [about, ...footer].join('\n') },
    ...{ startsAt: startsAt.getTime(), endsAt: endsAt.getTime() },
  });
  const serverEvents: ServerEvents = {
    maxOpen,
    list: () => answer('list', '', () => [...events.values()]),
    create: (_server, content) =>
      answer('create', content.name, () => {
        made += 1;
        const id = `e${made}`;
        events.set(id, { id, isOwn: true, isRunning: false, ...shown(content) });
        return id;
      }),
    change: (_server, id, { startsAt, ...content }) =>
      answer('change', content.name, () => {
        const before = events.get(id);
        if (!before) return;
        const start = startsAt ?? new Date(before.startsAt);
        events.set(id, { ...before, ...shown({ ...content, startsAt: start }) });
      }),
    cancel: (_server, id) =>
      answer('cancel', events.get(id)?.name ?? '?', () => void events.delete(id)),
    remove: (_server, id) =>
      answer('remove', events.get(id)?.name ?? '?', () => void events.delete(id)),
  };
  return {
    serverEvents,
    events,
    /** The names of the events that are there, as the server lists them. */
    names: () => [...events.values()].map(({ name }) => name),
    fail: (act: keyof ServerEvents, ...list: Mishap[]) => void mishaps.set(act, list),
    takeAsked: () => asked.splice(0),
    /** Somebody else's event. */
    addForeign(name: string) {
      const at = Date.parse('2030-01-01T00:00:00Z');
      events.set(name, {
        ...{ id: name, isOwn: false, isRunning: false, name, place: '', description: '' },
        ...{ startsAt: at, endsAt: at + 1 },
      });
    },
    /** Holds requests back until the result is called. */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = Promise.resolve();
        resolve();
      };
    },
  };
}
