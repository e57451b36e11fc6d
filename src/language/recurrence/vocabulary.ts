import type { Unit } from '../periods/model/date-expression.ts';
import type { BilingualPhrases } from '../periods/parser/phrase-table.ts';

const yes = <Word extends string>(...words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, true as const]));

/** `every` Tuesday, thứ ba `hằng` tuần. */
export const everyWords: BilingualPhrases<true> = {
  en: yes('every', 'each', 'on every', 'on each', 'every single'),
  vi: yes('mỗi', 'hằng', 'hàng', 'mọi', 'các', 'những', 'vào mỗi', 'vào các', 'cứ mỗi', 'cứ'),
};
/** `every other` Friday. */
export const everyOther: BilingualPhrases<true> = {
  en: yes('every other', 'on every other', 'each other', 'alternate', 'on alternate'),
  vi: {},
};
/** Words that are a unit with `every`. */
export const cadences: BilingualPhrases<{ unit: Unit; interval: number }> = {
  en: {
    daily: { unit: 'day', interval: 1 },
    everyday: { unit: 'day', interval: 1 },
    weekly: { unit: 'week', interval: 1 },
    fortnightly: { unit: 'week', interval: 2 },
    'every fortnight': { unit: 'week', interval: 2 },
    monthly: { unit: 'month', interval: 1 },
    quarterly: { unit: 'month', interval: 3 },
    'every quarter': { unit: 'month', interval: 3 },
    yearly: { unit: 'year', interval: 1 },
    annually: { unit: 'year', interval: 1 },
    'once a day': { unit: 'day', interval: 1 },
    'once a week': { unit: 'week', interval: 1 },
    'once a month': { unit: 'month', interval: 1 },
    'once a year': { unit: 'year', interval: 1 },
  },
  vi: {
    'cách ngày': { unit: 'day', interval: 2 },
    'cách tuần': { unit: 'week', interval: 2 },
    'cách tháng': { unit: 'month', interval: 2 },
    'cách năm': { unit: 'year', interval: 2 },
    'hằng quý': { unit: 'month', interval: 3 },
    'hàng quý': { unit: 'month', interval: 3 },
    'mỗi quý': { unit: 'month', interval: 3 },
    'thường niên': { unit: 'year', interval: 1 },
  },
};
/** 2 tuần `một lần`; mỗi tuần `một lần`. */
export const oncePer: BilingualPhrases<true> = {
  en: {},
  vi: yes('một lần', '1 lần', 'một buổi', '1 buổi'),
};
/** `once` every two weeks. */
export const onceBefore: BilingualPhrases<true> = { en: yes('once'), vi: yes('một lần', '1 lần') };

/** Words that mean several days of the week at once. */
export const daySets: BilingualPhrases<readonly number[]> = {
  en: {
    weekdays: [1, 2, 3, 4, 5],
    'on weekdays': [1, 2, 3, 4, 5],
    'every weekday': [1, 2, 3, 4, 5],
    'working days': [1, 2, 3, 4, 5],
    'on working days': [1, 2, 3, 4, 5],
    'every working day': [1, 2, 3, 4, 5],
    'every business day': [1, 2, 3, 4, 5],
    'business days': [1, 2, 3, 4, 5],
    weekends: [6, 7],
    'on weekends': [6, 7],
    'every weekend': [6, 7],
  },
  vi: {
    'ngày thường': [1, 2, 3, 4, 5],
    'các ngày thường': [1, 2, 3, 4, 5],
    'ngày làm việc': [1, 2, 3, 4, 5],
    'các ngày làm việc': [1, 2, 3, 4, 5],
    'mỗi ngày làm việc': [1, 2, 3, 4, 5],
    'ngày làm việc hằng tuần': [1, 2, 3, 4, 5],
    'mỗi cuối tuần': [6, 7],
    'cuối tuần hằng tuần': [6, 7],
    'các ngày cuối tuần': [6, 7],
    'hai ngày cuối tuần': [6, 7],
  },
};
/** What stands before the nth day of a month: the last `working day`. */
export const workingDayNouns: BilingualPhrases<true> = {
  en: yes('working day', 'weekday', 'business day', 'workday'),
  vi: yes('ngày làm việc'),
};
/** The last Friday `of the month`, thứ ba đầu `tháng`. */
export const ofMonth: BilingualPhrases<true> = {
  en: yes('of the month', 'in the month', 'of a month'),
  vi: yes('tháng', 'của tháng', 'trong tháng', 'mỗi tháng', 'của mỗi tháng', 'trong mỗi tháng'),
};
/** The last day of the month. */
export const lastDays: BilingualPhrases<true> = {
  en: yes('last day', 'the last day', 'on the last day'),
  vi: yes('ngày cuối', 'ngày cuối cùng', 'vào ngày cuối', 'vào ngày cuối cùng'),
};
/** The 31st of every month, `only when there is such a day`. */
export const whereItIs: BilingualPhrases<true> = {
  en: yes('only when there is such a day', 'only when there is one', 'skip months without it'),
  vi: yes('chỉ khi có ngày đó', 'tháng nào có', 'tháng không có thì thôi'),
};
/** Words between the parts that do not change them. */
export const connectors: BilingualPhrases<true> = {
  en: yes('on', 'on the', 'of', 'of the', 'in', 'the', 'at', 'and', 'repeats', 'repeating'),
  vi: yes('vào', 'của', 'trong', 'lúc', 'vào lúc', 'lặp lại', 'diễn ra', 'và'),
};

/** `whole` if the whole of the last period is said to be part of it. */
export const untilWords: BilingualPhrases<'whole' | 'open'> = {
  en: {
    until: 'open',
    till: 'open',
    til: 'open',
    'up to': 'open',
    through: 'whole',
    thru: 'whole',
    'until the end of': 'whole',
    'till the end of': 'whole',
    'through the end of': 'whole',
    'until and including': 'whole',
    'up to and including': 'whole',
    'ending on': 'whole',
    'ends on': 'whole',
    'with the last on': 'whole',
  },
  vi: {
    đến: 'open',
    tới: 'open',
    'cho đến': 'open',
    'cho tới': 'open',
    'đến ngày': 'open',
    'tới ngày': 'open',
    'đến hết': 'whole',
    'tới hết': 'whole',
    'cho đến hết': 'whole',
    'cho tới hết': 'whole',
    'đến hết ngày': 'whole',
    'đến cuối': 'whole',
    'kết thúc vào': 'open',
    'kết thúc ngày': 'open',
  },
};
/** 10 `times`; `explicit` with words that make it a total. */
export const timesWords: BilingualPhrases<true> = {
  en: yes('times', 'time', 'occurrences', 'sessions', 'dates'),
  vi: yes('lần', 'buổi', 'kỳ', 'kì', 'số'),
};
export const totalBefore: BilingualPhrases<true> = {
  en: yes('for', 'for a total of', 'in total', 'a total of', 'x'),
  vi: yes('tổng cộng', 'trong', 'đủ', 'tất cả', 'cả thảy', 'liên tiếp'),
};
export const totalAfter: BilingualPhrases<true> = {
  en: yes('in all', 'in total', 'altogether'),
  vi: yes('tất cả', 'liên tiếp', 'cả thảy', 'thì thôi'),
};
