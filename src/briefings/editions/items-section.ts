import { defineBriefingSection } from '../../context/modules/briefing-section.ts';
import { untranslatedFields } from '../../language/translations.ts';
import { foldedItemBlock, itemBlock } from '../item-message.ts';
import { briefingLimits } from '../limits.ts';

/** Items that editors added since the last edition. */
export const itemsSection = defineBriefingSection({
  name: 'items',
  collect: (db, { briefingId }) =>
    db.item.findMany({
      where: { briefingId, editionId: null },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: briefingLimits.items,
    }),
  blocks: (item, reader) => [
    reader.folds ? foldedItemBlock(item, reader) : itemBlock(item, reader.locale),
  ],
  untranslatedTitle: ({ title, text, translations }) =>
    untranslatedFields({ title, text }, translations).length > 0 ? title : undefined,
});
