import type { PrismaClient } from '../database/generated/client.ts';
import { feedbackLimits, ratings } from './limits.ts';

export interface Answer {
  rating: number;
  /** Empty where there are none. */
  words: string;
}

/** What people think of a course; the answers only where there are enough of them. */
export interface FeedbackResults {
  count: number;
  answers: readonly Answer[] | undefined;
}

/**
 * All answers about the sessions of a course, in an order that says nothing: ids are random. There is none by session,
 * from which those of another one could be told.
 */
export async function readResults(
  db: Pick<PrismaClient, 'courseFeedback'>,
  courseId: string,
): Promise<FeedbackResults> {
  const answers = await db.courseFeedback.findMany({
    where: { session: { courseId } },
    select: { rating: true, words: true },
    orderBy: { id: 'asc' },
  });
  const count = answers.length;
  return { count, answers: count < feedbackLimits.shownFrom ? undefined : answers };
}

/** How many gave each rating, the best first. */
export const countRatings = (answers: readonly Answer[]): { rating: number; count: number }[] =>
  ratings.map((rating) => ({
    rating,
    count: answers.filter((answer) => answer.rating === rating).length,
  }));

export const averageRating = (answers: readonly Answer[]): number =>
  answers.reduce((sum, { rating }) => sum + rating, 0) / answers.length;
