import { fold } from '../../language/text/fold.ts';
import { lazy } from '../../lazy.ts';

const list = (text: string): string[] => text.trim().split(/\s*,\s*/);

/** Phrases that ask for events. */
const asking = list(`
  có gì không, có gì ko, có gì hay, có gì vui, có gì hot, có gì mới, có gì, có j, có chi, có những gì,
  có hoạt động gì, hoạt động gì, có diễn ra gì, diễn ra gì, có những sự kiện gì, có những sự kiện nào,
  có sk gì, có sk nào, có sk, có sự kiện gì, có sự kiện nào, những sự kiện nào, các sự kiện, lịch sự kiện, sự kiện gì, sự kiện nào,
  sự kiện, có event gì, có event nào, event gì, event nào, lịch diễn, lịch chiếu, đi đâu chơi,
  whats on, what s on, what is on, whats happening, what s happening, what is happening, whats going on,
  what s going on, what is going on, is there anything on, is there anything happening, is there anything,
  anything on, anything happening, anything going on, are there any events, are there events, any events,
  any event, what events are there, what events are on, what events, upcoming events, events, event,
  things to do, what can i do, what can we do, what do we have`);

/** Words that begin a question for whatever follows them: `any markets next month`. */
const openings = list('any, anything, anyone, anybody, what, whats');

/** A word that asks whether there is what follows, up to a word that ends the question: `mai có phim nào không`. */
const existence = list('có');
const closings = list('gì, j, chi, nào, không, ko, k, hông, hok, hong, hem');

/** Words around a question that say nothing more. */
const particles = list(`
  bot, ad, admin, j, chi, hem, hong, sk, anything, anyone, anybody, doing, someone, ơi, bạn, mình, em, mọi, người, cho, hỏi, với, không, ko, k, hông, hok, nhỉ, vậy, thế, ạ,
  à, hả, ta, nha, nhé, nè, thì, là, xem, giúp, hay, vui, hot, gì, nào, có, về, đang, diễn, ra, và,
  all, kindly, tell, did, we, have, going, down, programme, programmes, function, functions,
  please, pls, hey, hi, hello, there, is, are, any, on, so, about, for, show, me, fun, happening, what, which, and`);

/** Words before a place. */
const placeWords = list('ở, tại, quanh, gần, in, at, near, around');

/** Each word also as it is typed without diacritics. */
const eitherWay = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((word) => [word, fold(word)]));

/** The words of questions, in lower case, the longest phrases first. */
export const questionWords = lazy(() => ({
  asking: asking
    .map((phrase) => phrase.split(' ').map((word) => eitherWay([word])))
    .toSorted((one, other) => other.length - one.length),
  openings: eitherWay(openings),
  existence: eitherWay(existence),
  closings: eitherWay(closings),
  particles: eitherWay(particles),
  placeWords: eitherWay(placeWords),
}));
