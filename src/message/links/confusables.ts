/**
 * Letters of other scripts that look like a small Latin letter or a digit in the fonts of chat clients.
 * Source: Unicode Technical Standard 39, confusables.txt, the single letters of Cyrillic, Greek and Armenian
 * whose prototype is ASCII.
 */
const byScript = {
  cyrillic: 'аеорсухіјѕԁһӏԛԝґѵпгтмвкнь',
  greek: 'αονρυιτκγχε',
  armenian: 'օոսհցզգքյ',
} as const;

/** A host label that consists only of these is rejected. */
export const confusables: ReadonlySet<string> = new Set(Object.values(byScript).join(''));
