/**
 * Reads `/alert retract …`, as it is typed on Discord, like `/alert_retract …`. The text keeps its length, so that
 * Telegram's entities still point to their places.
 * @param names every name that may be typed for a command
 */
export function joinTwoWordCommand(text: string, names: { has(name: string): boolean }): string {
  const match =
    /^(\s*\/)([\p{L}\p{M}\p{N}_-]{1,64})(@[A-Za-z0-9_]+)?\s([\p{L}\p{M}\p{N}]{1,64})(?=\s|$)/u.exec(
      text,
    );
  if (!match) return text;
  const [whole, slash = '', first = '', addressed = '', second = ''] = match;
  const joined = `${first}_${second}`;
  if (names.has(first) || !names.has(joined)) return text;
  return `${slash}${joined}${addressed}${text.slice(whole.length)}`;
}
