import type { parseArgs } from 'node:util';
import type { z } from 'zod';
import type { PlatformName } from '../driver/client-driver.ts';
import type { requestSchemas } from '../server/api-schema.ts';

/** Actions are performed in the given order. */
export type SayAction =
  | { kind: 'say'; text: string }
  | { kind: 'press'; button: string }
  | { kind: 'choose'; menu: string | undefined; values: string[] }
  | { kind: 'submit'; values: Record<string, string> }
  | { kind: 'set'; settings: SettingsChange };

/** A change of the server or of the person's app. */
export type SettingsChange = Omit<z.input<typeof requestSchemas.settings>, 'actor'>;

/** The command line cannot be understood; the message is a sentence for the person at the terminal. */
export class SayUsageError extends Error {}

export interface SayInvocation {
  platform: PlatformName;
  person: string;
  /** Name of the place; `dm` is the private chat with the bot. */
  place: string;
  url: string | undefined;
  /** Timeout of the first answer, in milliseconds. */
  timeoutMs: number;
  actions: SayAction[];
}

export const helpText = `Talks to the playground's bots from a terminal, while the program runs without a token.

  npm run say -- --on telegram --as linh "/events tuần này"
  npm run say -- --on discord --as linh --in "khóa-học" "/training" --press "1"

  --on PLATFORM        discord or telegram
  --as PERSON          who speaks, by the name on the page: linh, "Thảo Nguyễn"
  --in PLACE           where, by the name on the page; the private chat with the bot when left out
  TEXT                 types the text and presses Enter
  --press LABEL        presses the newest button with this label
  --choose "MENU=A,B"  chooses in a menu; without MENU= in the newest one
  --submit "FIELD=X"   fills a field of the open form and sends it; several in a row fill one form
  --server RELEASE     lets the local Telegram's server play an older Bot API: 10.1, 10.5 …
  --app STATE          changes the speaker's Telegram app: offline, online, old, new, restart
  --url ADDRESS        the playground's address; found by itself otherwise
  --wait SECONDS       how long to wait for a first answer (10)
  --help               this

Texts, presses and the rest are done in the order given, each after the answer to the one before.
What comes back is printed until it has been quiet for a moment: [buttons], {menus}, <files>.
Exits with 1 when nothing answers, when no playground runs, and when a name is unknown.`;

/** Options in the format of `node:util`'s `parseArgs`. */
export const sayOptions = {
  on: { type: 'string' },
  as: { type: 'string' },
  in: { type: 'string' },
  url: { type: 'string' },
  wait: { type: 'string' },
  press: { type: 'string', multiple: true },
  choose: { type: 'string', multiple: true },
  submit: { type: 'string', multiple: true },
  server: { type: 'string', multiple: true },
  app: { type: 'string', multiple: true },
  help: { type: 'boolean' },
} as const;

/** What `parseArgs` returns for {@link sayOptions}. */
export type ParsedSayOptions = Pick<
  ReturnType<
    typeof parseArgs<{ options: typeof sayOptions; tokens: true; allowPositionals: true }>
  >,
  'values' | 'tokens'
>;

/** @throws SayUsageError when an option is missing or has an invalid value */
export function readSayInvocation({ values, tokens }: ParsedSayOptions): SayInvocation | 'help' {
  if (values.help || tokens.length === 0) return 'help';
  const { on: platform, as: person } = values;
  if (platform !== 'discord' && platform !== 'telegram')
    throw new SayUsageError('Say on which platform: --on discord or --on telegram.');
  if (person === undefined) throw new SayUsageError('Say who speaks, for example --as linh.');
  const seconds = Number(values.wait ?? 10);
  if (!(seconds > 0 && seconds <= 60))
    throw new SayUsageError('--wait takes a number of seconds up to 60.');
  const actions: SayAction[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') actions.push({ kind: 'say', text: token.value });
    else if (token.kind === 'option') addAction(actions, token.name, token.value ?? '');
  }
  if (actions.length === 0)
    throw new SayUsageError('Say what to do: a text to type, --press, --choose or --submit.');
  return {
    platform,
    person,
    place: values.in ?? 'dm',
    url: values.url,
    timeoutMs: seconds * 1000,
    actions,
  };
}

function addAction(actions: SayAction[], name: string, value: string): void {
  if (name === 'press') actions.push({ kind: 'press', button: value });
  if (name === 'choose') {
    const [menu, list] = splitAtEquals(value);
    const values = list.split(',').map((one) => one.trim());
    actions.push({ kind: 'choose', menu, values });
  }
  if (name === 'server') actions.push({ kind: 'set', settings: { serverVersion: value } });
  if (name === 'app') actions.push({ kind: 'set', settings: appChange(value) });
  if (name !== 'submit') return;
  const [field, text] = splitAtEquals(value);
  if (field === undefined) throw new SayUsageError(`--submit takes FIELD=VALUE, not "${value}".`);
  const last = actions.at(-1);
  if (last?.kind === 'submit') last.values[field] = text;
  else actions.push({ kind: 'submit', values: { [field]: text } });
}

const appChanges: Readonly<Record<string, SettingsChange>> = {
  offline: { app: { isOnline: false } },
  online: { app: { isOnline: true } },
  old: { app: { isOld: true } },
  new: { app: { isOld: false } },
  restart: { restartApp: true },
};

function appChange(state: string): SettingsChange {
  const change = appChanges[state];
  if (change) return change;
  const states = Object.keys(appChanges).join(', ');
  throw new SayUsageError(`--app takes one of ${states}, not "${state}".`);
}

/** The text before the first equals sign, if any, and the text after it. */
function splitAtEquals(value: string): [string | undefined, string] {
  const at = value.indexOf('=');
  return at < 0 ? [undefined, value] : [value.slice(0, at), value.slice(at + 1)];
}
