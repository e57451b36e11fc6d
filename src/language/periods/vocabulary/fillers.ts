/** Words that people put around a date without changing it, from the longest; diacritics do not matter. */
const before = [
  ...['hey bot', 'hi bot', 'hello bot', 'bot oi', 'e bot', 'ok bot', 'bot', 'please', 'pls', 'plz'],
  ...['how about', 'what about', 'con', 'la', 'vay', 'thoi', 'ok', 'maybe'],
];
const after = [
  ...['duoc khong', 'duoc ko', 'dc ko', 'dc khong', 'bot oi', 'ban oi', 'thank you'],
  ...['nha', 'nhe', 'nhen', 'nghen', 'nghe', 'hen', 'a', 'ah', 'ha', 'ne', 'di', 'luon', 'thoi'],
  ...[
    'bot',
    'please',
    'pls',
    'plz',
    'thanks',
    'thx',
    'tks',
    'only',
    'ok',
    'nhi',
    'do',
    'vay',
    'the',
  ],
];

const toWords = (phrases: readonly string[]) => phrases.map((phrase) => phrase.split(' '));

export const fillers = { before: toWords(before), after: toWords(after) } as const;
