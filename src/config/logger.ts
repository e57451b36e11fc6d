import { Writable } from 'node:stream';
import pino, { type Logger, type LoggerOptions } from 'pino';

/** Terminal control characters as JSON encodes them: errors can contain user text, which must not reach the terminal raw. */
const controlCharacters =
  /\\u00(?:0[0-8bcef]|1[0-9a-f]|7f)|[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * The program's log: readable on a terminal, JSON otherwise.
 * Any of `secrets` is redacted. `onLine` is called with the level of each line.
 */
export async function createLogger(
  level: string,
  secrets: readonly string[],
  out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'> = process.stdout,
  onLine: (level: string) => void = () => undefined,
): Promise<Logger> {
  const hooks: LoggerOptions['hooks'] = {
    logMethod(line, method, number) {
      onLine(pino.levels.labels[number] ?? 'other');
      method.apply(this, line);
    },
  };
  const written = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  const clean = (line: string) =>
    written.reduce((text, secret) => text.replaceAll(secret, '<secret>'), line);
  const destination = new Writable({
    decodeStrings: false,
    write(line: string | Buffer, _encoding, done) {
      out.write(clean(String(line)));
      done();
    },
  });
  if (!out.isTTY) return pino({ level, base: null, hooks }, destination);
  const { default: pretty } = await import('pino-pretty');
  const readable = pretty({
    colorize: true,
    ignore: 'pid,hostname',
    translateTime: 'SYS:HH:MM:ss',
    destination,
    sync: true,
  });
  return pino(
    { level, base: null, hooks },
    { write: (line) => void readable.write(line.replace(controlCharacters, '\ufffd')) },
  );
}
