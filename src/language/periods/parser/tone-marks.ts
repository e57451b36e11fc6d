/** The older place of a tone mark, on the second of two vowels at the end of a word. */
const olderPlaces: readonly (readonly [RegExp, string])[] = [
  ['o', 'óòỏõọ', 'a', 'áàảãạ'],
  ['o', 'óòỏõọ', 'e', 'éèẻẽẹ'],
  ['u', 'úùủũụ', 'y', 'ýỳỷỹỵ'],
].flatMap(([, marked = '', second = '', older = '']) =>
  [...older].map((vowel, tone) => {
    const plain = marked === 'úùủũụ' ? '(?<!q)u' : 'o';
    return [
      new RegExp(`${plain}${vowel}(?!\\p{L})`, 'gu'),
      `${marked[tone] ?? ''}${second}`,
    ] as const;
  }),
);
const anyOlder = /o[áàảãạéèẻẽẹ]|u[ýỳỷỹỵ]/u;

/** Words with their tone marks on the first vowel where either place is used: `văn hóa`, however it was typed. */
export const withUsualTone = (words: string): string =>
  anyOlder.test(words)
    ? olderPlaces.reduce((result, [older, usual]) => result.replace(older, usual), words)
    : words;
