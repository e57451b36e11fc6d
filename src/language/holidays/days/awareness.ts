import type { Holiday } from '../holiday.ts';
import { day, nth, on, thursday, unitedNations } from './define.ts';

type Row = readonly [id: string, day: number, month: number, vi: string, en: string];

/** Days of the United Nations and its agencies, each with its day and month. */
const ofNations: readonly Row[] = [
  ['education', 24, 1, 'ngày quốc tế giáo dục', 'international day of education'],
  ['cancer', 4, 2, 'ngày ung thư thế giới', 'world cancer day'],
  ['radio', 13, 2, 'ngày phát thanh thế giới', 'world radio day'],
  ['motherLanguage', 21, 2, 'ngày quốc tế tiếng mẹ đẻ', 'international mother language day'],
  ['wildlife', 3, 3, 'ngày động vật hoang dã thế giới', 'world wildlife day'],
  ['poetryWorld', 21, 3, 'ngày thơ thế giới', 'world poetry day'],
  ['theatre', 27, 3, 'ngày sân khấu thế giới', 'world theatre day, world theater day'],
  [
    'autism',
    2,
    4,
    'ngày thế giới nhận thức về tự kỷ, ngày tự kỷ thế giới',
    'world autism awareness day, world autism day',
  ],
  ['artWorld', 15, 4, 'ngày nghệ thuật thế giới', 'world art day'],
  ['creativity', 21, 4, '', 'world creativity and innovation day'],
  [
    'intellectualProperty',
    26,
    4,
    'ngày sở hữu trí tuệ thế giới',
    'world ip day, world intellectual property day',
  ],
  ['dance', 29, 4, 'ngày múa quốc tế', 'international dance day'],
  ['jazz', 30, 4, 'ngày jazz quốc tế', 'international jazz day'],
  ['pressFreedom', 3, 5, 'ngày tự do báo chí thế giới', 'world press freedom day'],
  ['redCross', 8, 5, 'ngày chữ thập đỏ quốc tế', 'world red cross day, red cross day'],
  ['nurses', 12, 5, 'ngày quốc tế điều dưỡng', 'international nurses day, nurses day'],
  ['telecommunication', 17, 5, '', 'world telecommunication day'],
  ['museum', 18, 5, 'ngày quốc tế bảo tàng', 'international museum day'],
  ['bees', 20, 5, '', 'world bee day'],
  ['biodiversity', 22, 5, 'ngày quốc tế đa dạng sinh học', 'international day for biodiversity'],
  ['africa', 25, 5, '', 'africa day'],
  ['bicycle', 3, 6, 'ngày xe đạp thế giới', 'world bicycle day'],
  ['refugees', 20, 6, 'ngày tị nạn thế giới', 'world refugee day'],
  ['drugs', 26, 6, 'ngày toàn dân phòng chống ma túy', 'world drug day'],
  ['population', 11, 7, 'ngày dân số thế giới', 'world population day'],
  ['humanitarian', 19, 8, '', 'world humanitarian day'],
  ['democracy', 15, 9, 'ngày quốc tế dân chủ', 'international day of democracy'],
  ['translation', 30, 9, 'ngày quốc tế phiên dịch', 'international translation day'],
  ['habitatPost', 9, 10, 'ngày bưu chính thế giới', 'world post day'],
  ['food', 16, 10, 'ngày lương thực thế giới', 'world food day'],
  ['unitedNations', 24, 10, 'ngày liên hợp quốc', 'united nations day, un day'],
  ['diabetes', 14, 11, 'ngày đái tháo đường thế giới', 'world diabetes day'],
  ['tolerance', 16, 11, '', 'international day for tolerance'],
  ['toilet', 19, 11, 'ngày toilet thế giới', 'world toilet day'],
  ['worldChildren', 20, 11, 'ngày trẻ em thế giới', 'world childrens day, universal childrens day'],
  ['violence', 25, 11, '', 'international day for the elimination of violence against women'],
  ['antiCorruption', 9, 12, 'ngày quốc tế chống tham nhũng', 'international anti corruption day'],
  ['migrants', 18, 12, '', 'international migrants day'],
];

/** Popular days of the internet and of fan communities. */
const popular: readonly Row[] = [
  ['hugging', 21, 1, 'ngày quốc tế ôm', 'national hugging day'],
  ['blackDay', 14, 4, 'valentine đen', 'black day'],
  ['earthStudents', 17, 11, 'ngày quốc tế sinh viên', 'international students day'],
  ['towel', 25, 5, '', 'towel day'],
  ['milk', 1, 6, 'ngày sữa thế giới', 'world milk day'],
  ['socialMedia', 30, 6, '', 'social media day, world social media day'],
  ['chocolate', 7, 7, 'ngày socola thế giới', 'world chocolate day'],
  ['emoji', 17, 7, 'ngày emoji thế giới', 'world emoji day'],
  ['kissing', 6, 7, 'ngày quốc tế nụ hôn', 'international kissing day'],
  ['cats', 8, 8, 'ngày quốc tế mèo, ngày quốc tế loài mèo', 'international cat day'],
  ['leftHanders', 13, 8, 'ngày của người thuận tay trái', 'left handers day'],
  ['dogs', 26, 8, 'ngày quốc tế chó, ngày quốc tế loài chó', 'international dog day'],
  ['pirates', 19, 9, '', 'talk like a pirate day'],
  ['carFree', 22, 9, 'ngày thế giới không xe hơi', 'world car free day, car free day'],
  ['heart', 29, 9, 'ngày tim mạch thế giới', 'world heart day'],
  ['coffee', 1, 10, 'ngày quốc tế cà phê, ngày cà phê thế giới', 'international coffee day'],
  ['deadFirst', 1, 11, '', 'day of the dead, dia de los muertos, dia de muertos'],
  ['dead', 2, 11, '', 'day of the dead, dia de los muertos, dia de muertos'],
  ['vegan', 1, 11, 'ngày thuần chay thế giới', 'world vegan day'],
  ['doubleTen', 10, 10, 'ngày đôi 10', 'double 10'],
  ['doubleTwelve', 12, 12, 'ngày đôi 12', 'double 12, double twelve'],
  ['pepero', 11, 11, 'ngày pepero', 'pepero day'],
  ['kindness', 13, 11, 'ngày tử tế thế giới', 'world kindness day'],
];

const rows = (all: readonly Row[], source?: string): Holiday[] =>
  all.map(([id, date, month, vi, en]) => day(`${id}Awareness`, on(date, month), vi, en, source));

/** Days that call attention to something. */
export const awarenessDays: readonly Holiday[] = [
  ...rows(ofNations, unitedNations),
  ...rows(popular),
  day('philosophy', nth(3, thursday, 11), 'ngày triết học thế giới', 'world philosophy day'),
  day('sight', nth(2, thursday, 10), 'ngày thị giác thế giới', 'world sight day'),
];
