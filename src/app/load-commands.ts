import { loadCommands } from '../../commands/index.ts';
import { createManifests } from '../kit/menu/manifest.ts';
import { validateCommands } from '../kit/menu/validate.ts';
import { hasMessage, translators } from '../language/catalogue.ts';

/**
 * Loads the commands with what both platforms register of them.
 * @throws if a command breaks a rule of a platform or of the kit
 */
export async function loadValidCommands() {
  const commands = await loadCommands();
  const manifests = createManifests(commands);
  const violations = validateCommands(manifests, { languages: translators, has: hasMessage });
  if (violations.length > 0)
    throw new Error(['The commands break a rule:', ...violations].join('\n'));
  return { commands, manifests };
}
