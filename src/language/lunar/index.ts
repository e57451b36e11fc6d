export { canChiCycle, canChiOf, earthlyBranches } from './can-chi.ts';
export {
  daysOfLunarMonth,
  fromLunarDate,
  type LunarDate,
  type LunarMonth,
  lunarNewYearOf,
  lunarYears,
  toLunarDate,
} from './lunar-date.ts';
export { chinaOffset } from './months.ts';
export { solarTermOf } from './solar-term.ts';
