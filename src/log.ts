import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';

/**
 * The program's log: readable on a terminal, JSON otherwise.
 * Whatever is logged, none of `secrets` comes out of it.
 */
export function createLog(
  level: string,
  secrets: readonly string[],
  out: NodeJS.WriteStream = process.stdout,
): Logger {
  const clean = (line: string) =>
    secrets.reduce((text, secret) => text.replaceAll(secret, '<secret>'), line);
  const stream = out.isTTY
    ? pretty({
        colorize: true,
        ignore: 'pid,hostname',
        translateTime: 'SYS:HH:MM:ss',
        destination: { write: (line: string) => void out.write(clean(line)) },
      })
    : { write: (line: string) => out.write(clean(line)) };
  return pino({ level, base: null }, stream);
}
