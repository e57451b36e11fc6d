/**
 * Turns `/alert retract …`, as typed on Discord, into `/alert_retract …`. The text keeps its length, so that the offsets of
 * Telegram's entities stay valid.
 * @param names every name under which a command can be typed
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
