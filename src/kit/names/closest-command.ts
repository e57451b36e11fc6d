import { fold } from '../../language/text/fold.ts';
import { type CheckCondition, findUnmetCondition } from '../define/access.ts';
import type { Command } from '../define/command.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { commandSpellings } from './command-index.ts';
import { editDistance } from './edit-distance.ts';
import { commandKey } from './message-keys.ts';
import { normalizeName } from './normalize-name.ts';

/** Most letters by which a command may be mistyped. */
const maxTypos = 2;

/**
 * The command that was probably meant, as it is typed, among those that this person may use here.
 * @returns undefined when no name is close enough
 */
export async function findClosestCommand<Context extends ParseContext>(
  commands: readonly Command<Context>[],
  typed: string,
  context: Context,
  checkCondition: CheckCondition<Context>,
): Promise<string | undefined> {
  const wanted = fold(typed).replaceAll(' ', '_');
  const ranked = commands
    .flatMap(({ name, access }) =>
      commandSpellings(name, [context]).map((spelling) => ({
        name: spelling,
        access,
        distance: editDistance(spelling, wanted),
      })),
    )
    .filter(({ distance }) => distance <= maxTypos)
    .sort((a, b) => a.distance - b.distance);
  for (const { name, access } of ranked) {
    if (!(await findUnmetCondition(access, context, checkCondition))) return name;
  }
  return undefined;
}

/**
 * The two-word commands whose first word was typed, as they are typed, among those that this person may use here.
 */
export async function commandsInGroup<Context extends ParseContext>(
  commands: readonly Command<Context>[],
  typed: string,
  context: Context,
  checkCondition: CheckCondition<Context>,
): Promise<string[]> {
  const wanted = normalizeName(typed);
  const usable: string[] = [];
  for (const { name, access } of commands) {
    const [group = ''] = name.split(' ');
    if (group === name) continue;
    const groupNames = [group, context.t(`commands.groups.${group}.name`)].map(normalizeName);
    if (!groupNames.includes(wanted)) continue;
    if (!(await findUnmetCondition(access, context, checkCondition))) usable.push(commandKey(name));
  }
  return usable;
}
