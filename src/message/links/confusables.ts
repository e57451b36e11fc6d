/**
 * Letters of other scripts that pass for a small Latin letter or a digit in the fonts of chat programs.
 * Source: Unicode Technical Standard 39, confusables.txt, the single letters of Cyrillic, Greek and Armenian
 * whose prototype is ASCII.
 */
const byScript = {
  cyrillic: 'аеорсухіјѕԁһӏԛԝґѵпгтмвкнь',
  greek: 'αονρυιτκγχε',
  armenian: 'օոսհցզգքյ',
} as const;

/** A word made of these alone is refused as a host. */
export const confusables: ReadonlySet<string> = new Set(Object.values(byScript).join(''));
