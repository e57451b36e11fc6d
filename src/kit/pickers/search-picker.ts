import type { ParseContext, PrecedingValues } from '../define/parse-context.ts';
import type { Suggestion } from '../define/parse-result.ts';
import type { Picker, PickerButton } from '../define/picker.ts';
import { layoutRows, submitButton } from './layout.ts';

/** Values per page, and maximum number of values searched. */
const page = 8;
const most = 200;

type Search<Context> = (
  typed: string,
  context: Context,
  given: PrecedingValues,
  limit: number,
) => Promise<readonly Suggestion[]>;

/**
 * A paged list of values, filtered by typed text.
 * @param emptyKey message key shown when there is nothing to choose from
 */
export const searchPicker =
  <Context extends ParseContext>(
    search: Search<Context>,
    emptyKey = 'kit.errors.nothingToChoose',
  ): Picker<Context> =>
  async ({ filter, page: at }, context, given) => {
    const isFiltered = filter !== undefined && filter !== '';
    const found = await search(String(filter ?? ''), context, given, most);
    const pages = Math.max(1, Math.ceil(found.length / page));
    const here = Math.min(Math.max(0, Number(at ?? 0)), pages - 1);
    const turn = (label: string, to: number): PickerButton => ({
      label,
      effect: { navigate: { page: to } },
    });
    const turning = [
      ...(here > 0 ? [turn(context.t('kit.earlierPage'), here - 1)] : []),
      ...(here < pages - 1
        ? [turn(context.t('kit.laterPage', { page: here + 2, pages }), here + 1)]
        : []),
    ];
    const all: PickerButton[] = !isFiltered
      ? []
      : [{ label: context.t('kit.showAll'), effect: { navigate: { filter: '', page: 0 } } }];
    return {
      ...(found.length === 0 && !isFiltered ? { emptyKey } : {}),
      rows: [
        ...layoutRows(found.slice(here * page, (here + 1) * page).map(submitButton)),
        turning,
        all,
      ].filter((row) => row.length > 0),
      accepts: 'words',
    };
  };
