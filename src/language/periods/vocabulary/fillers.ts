import { lazy } from '../../../lazy.ts';

/** Words that people put around a date without changing it; diacritics do not matter. */
const before = [
  ...['anything', 'anything on', 'anything fun', 'anything good', 'something fun'],
  ...['what was on', 'what did i miss', 'what happened', 'what is there', 'whats there'],
  'bot',
  ...[
    'hey',
    'hi',
    'hello',
    'yo',
    'so',
    'ok',
    'okay',
    'please',
    'pls',
    'plz',
    'maybe',
    'just',
    'and',
  ],
  ...[
    'any time',
    'anytime',
    'sometime',
    'some time',
    'how about',
    'what about',
    'lets say',
    'show me',
    'calendar for',
    'schedule for',
    'agenda for',
  ],
  ...['whats on', 'whats happening', 'whats going on', 'whats up', 'what is on', 'what is there'],
  ...['what is happening', 'what is going on', 'what do we have', 'what have we got'],
  ...['anything', 'anything on', 'anything happening', 'anything going on', 'is there anything'],
  ...[
    'is there anything on',
    'is there anything happening',
    'any event',
    'any events',
    'any plans',
  ],
  ...[
    'are there any events',
    'what events are there',
    'what events are on',
    'what events',
    'event',
  ],
  ...['events', 'all events', 'upcoming events', 'the events', 'things to do'],
  ...['bot oi', 'ad oi', 'admin oi', 'moi nguoi oi', 'mn oi', 'ca nha oi', 'anh em oi', 'oi', 'e'],
  ...[
    'con',
    'la',
    'vay',
    'thoi',
    'the',
    'vay con',
    'the con',
    'cho hoi',
    'cho minh hoi',
    'cho em hoi',
  ],
  ...['xem', 'cho xem', 'cho minh xem', 'cho em xem', 'cho toi xem', 'su kien', 'cac su kien'],
  ...['nhung su kien', 'lich', 'lich su kien', 'lich trinh', 'co gi', 'co gi vui', 'co gi hay'],
  ...['co gi hot', 'co su kien gi', 'co su kien nao', 'co event gi', 'co nhung su kien gi'],
];
const after = [
  ...[
    'please',
    'pls',
    'plz',
    'plss',
    'thanks',
    'thank you',
    'thx',
    'tks',
    'ty',
    'cheers',
    'only',
    'inclusive',
  ],
  ...['ok', 'okay', 'bot', 'ad', 'admin', 'mod', 'guys', 'everyone', 'everybody', 'folks', 'team'],
  ...[
    'mate',
    'bro',
    'lol',
    'haha',
    'hehe',
    'then',
    'though',
    'works',
    'instead',
    'right',
    'yeah',
    'k',
  ],
  ...['anything', 'anything on', 'anything fun', 'anything good'],
  ...['event', 'events', 'plans', 'whats on', 'whats happening', 'whats up', 'whats going on'],
  ...['duoc khong', 'duoc ko', 'duoc k', 'duoc hong', 'duoc hem', 'dc ko', 'dc k', 'dc khong'],
  ...['ok khong', 'ok ko', 'ok k', 'thi sao', 'bot oi', 'ad oi', 'admin oi', 'ban oi', 'moi nguoi'],
  ...[
    'moi nguoi oi',
    'mn',
    'mn oi',
    'mng',
    'ca nha',
    'ca nha oi',
    'anh em',
    'ae',
    'ban',
    'cac ban',
  ],
  ...['nha', 'nhe', 'nhen', 'nghen', 'nghe', 'hen', 'nhoa', 'nhaa', 'nhee', 'a', 'ah', 'ak', 'ha'],
  ...['ne', 'di', 'luon', 'thoi', 'nhi', 'do', 'ay', 'vay', 'the', 'chu', 'oi'],
  ...['giup', 'giup minh', 'giup em', 'dum', 'gium', 'ho', 'xem'],
  ...['khong', 'ko', 'hong', 'hok', 'hem', 'hk', 'khum', 'vui', 'hay', 'hot', 'moi', 'dac biet'],
  ...['co gi', 'co j', 'co chi', 'co su kien gi', 'co su kien nao', 'co event gi', 'co event nao'],
  ...['di dau', 'di dau choi', 'di choi dau', 'lam gi', 'choi gi', 'co ai ranh', 'ai ranh', 'ranh'],
  ...[
    'free',
    'are we on',
    'is it on',
    'works for me',
    'sounds good',
    'ok with me',
    'for me',
    'for us',
  ],
  ...['co hoat dong gi', 'co nhung gi', 'co nhung su kien gi', 'co su kien', 'co event'],
];

/** Words with which a question about a day begins, after the day. */
export const questionStarts: ReadonlySet<string> = new Set([
  'co',
  'con',
  'ben',
  'any',
  'anyone',
  'anybody',
  'anything',
]);
/** What a question asks for, after its first word. */
export const asked: ReadonlySet<string> = new Set(['gi', 'ai', 'nao', 'j']);
/** Words with which a question with “có” ends. */
export const questionEnds: ReadonlySet<string> = new Set([
  ...[
    'khong',
    'ko',
    'k',
    'hong',
    'hok',
    'hem',
    'hk',
    'hen',
    'khum',
    'chua',
    'gi',
    'j',
    'nao',
    'vay',
  ],
  ...['ad', 'bot', 'admin', 'ha', 'nhi', 'ta', 'nua', 'v'],
]);

/** Words before a place: a question that names one asks for more than a day. */
export const placeWords: ReadonlySet<string> = new Set([
  ...['o', 'tai', 'quanh', 'gan', 'in', 'at', 'near', 'around'],
]);

/** Words that point at something said before, as in `cuối tuần đó`, but after days that need nothing: `hôm nay đó`. */
const pointing = {
  words: new Set(['do', 'day', 'ay']),
  afterDays: new Set(['nay', 'mai', 'mot', 'kia', 'qua']),
};

/** From the longest phrase on, so that `co gi` does not end as `co`. */
const toWords = (phrases: readonly string[]) =>
  phrases.map((phrase) => phrase.split(' ')).toSorted((one, other) => other.length - one.length);

/** By their first and by their last word. */
export const fillers = lazy(() => ({
  before: Map.groupBy(toWords(before), ([first = '']) => first),
  after: Map.groupBy(toWords(after), (words) => words.at(-1) ?? ''),
}));

/** Whether the last word changes the one before it: `tuần đó` is told elsewhere, `năm mới` is the new year. */
export const refersBack = (beforeLast: string, last: string): boolean =>
  (pointing.words.has(last) && !pointing.afterDays.has(beforeLast)) ||
  (beforeLast === 'nam' && last === 'moi');
