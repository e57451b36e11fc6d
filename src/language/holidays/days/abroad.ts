import type { Holiday } from '../holiday.ts';
import { day, easter, monday, nth, on, unitedNations } from './define.ts';

/** Further days of the United Nations and of other countries. */
export const daysAbroad: readonly Holiday[] = [
  day('groundhog', on(2, 2), '', 'groundhog day'),
  day('australia', on(26, 1), 'quốc khánh úc', 'australia day'),
  day('presidents', nth(3, monday, 2), '', 'presidents day, washingtons birthday'),
  day(
    'shroveTuesday',
    easter(-47),
    '',
    'shrove tuesday, pancake day, pancake tuesday, mardi gras, fat tuesday',
  ),
  day('health', on(7, 4), 'ngày sức khỏe thế giới', 'world health day', unitedNations),
  day('anzac', on(25, 4), '', 'anzac day, anzac'),
  day('cincoDeMayo', on(5, 5), '', 'cinco de mayo'),
  day(
    'families',
    on(15, 5),
    'ngày quốc tế gia đình, quốc tế gia đình',
    'international day of families',
    unitedNations,
  ),
  day(
    'noTobacco',
    on(31, 5),
    'ngày thế giới không thuốc lá, ngày không thuốc lá',
    'world no tobacco day',
    unitedNations,
  ),
  day(
    'oceans',
    on(8, 6),
    'ngày đại dương thế giới',
    'world oceans day, world ocean day',
    unitedNations,
  ),
  day('juneteenth', on(19, 6), '', 'juneteenth, juneteenth national independence day'),
  day('musicWorld', on(21, 6), 'ngày âm nhạc thế giới', 'world music day, fete de la musique'),
  day('canada', on(1, 7), '', 'canada day, dominion day'),
  day(
    'youth',
    on(12, 8),
    'ngày quốc tế thanh niên, quốc tế thanh niên',
    'international youth day',
    unitedNations,
  ),
  day('photographyWorld', on(19, 8), 'ngày nhiếp ảnh thế giới', 'world photography day'),
  day('literacy', on(8, 9), 'ngày quốc tế xóa mù chữ', 'international literacy day', unitedNations),
  day('tourismWorld', on(27, 9), 'ngày du lịch thế giới', 'world tourism day', unitedNations),
  day(
    'olderPersons',
    on(1, 10),
    'ngày quốc tế người cao tuổi, quốc tế người cao tuổi',
    'international day of older persons',
    unitedNations,
  ),
  day('animals', on(4, 10), 'ngày động vật thế giới', 'world animal day'),
  day(
    'thanksgivingCanada',
    nth(2, monday, 10),
    '',
    'canadian thanksgiving, canada thanksgiving, thanksgiving canada',
  ),
  day(
    'bonfireNight',
    on(5, 11),
    '',
    'bonfire night, guy fawkes night, guy fawkes day, guy fawkes, fireworks night',
  ),
];
