/**
 * Letters of other scripts that look like a small Latin letter or a digit.
 * Source: Unicode Technical Standard 39, confusables.txt: every single letter that a host can hold, of the scripts that
 * `web-link.ts` accepts alone, whose prototype is a letter or digit of ASCII. No maintained package has that file as
 * data, and Node does not offer ICU's check. Letters that the file calls like Latin small capitals are added, since
 * chat clients’ fonts draw both alike.
 */
const byScript = {
  cyrillic: 'абсԁеҽһіꙇӏјорԛгѕѵѡԝхуү',
  cyrillicLikeSmallCapitals: 'ґптмвкнь',
  greek: 'αιϳοσϲρϱυνγ',
  greekLikeSmallCapitals: 'τκχε',
  armenian: 'ցհոռօզգքսայ',
  hebrew: 'וןסט',
  arabic: 'اهەھہ٥۵٧۷١۱',
  georgian: 'ყჿ',
  ethiopic: 'ዐሀ',
  indic: '০৪৭०௦౦',
  southeastAsian: '๐໐၀ဝ',
  han: '〇',
} as const;

/** A host label that consists only of these is rejected. */
export const confusables: ReadonlySet<string> = new Set(Object.values(byScript).join(''));
