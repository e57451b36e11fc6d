import type { RetentionRule } from '../../schedule/retention.ts';

/** Answers and consents, as many days after their session as its course says. */
export const answerRetention: RetentionRule = {
  name: 'signupAnswer',
  keepMs: 0,
  async deleteBefore(db, now) {
    const answers = await db.$executeRaw`
      DELETE FROM "SignupAnswer" a USING "Signup" u, "Session" s, "Course" c
      WHERE u."id" = a."signupId" AND s."id" = u."sessionId" AND c."id" = s."courseId"
        AND s."endsAt" < ${now}::timestamptz - c."retentionDays" * interval '1 day'`;
    const consents = await db.$executeRaw`
      DELETE FROM "SignupConsent" a USING "Signup" u, "Session" s, "Course" c
      WHERE u."id" = a."signupId" AND s."id" = u."sessionId" AND c."id" = s."courseId"
        AND s."endsAt" < ${now}::timestamptz - c."retentionDays" * interval '1 day'`;
    return { count: answers + consents };
  },
};
