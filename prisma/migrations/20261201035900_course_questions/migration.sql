-- CreateEnum
CREATE TYPE "QuestionKind" AS ENUM ('text', 'choice', 'several', 'number');

-- AlterTable
ALTER TABLE "Course" ADD COLUMN     "answersCloseMinutes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "asks" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "retentionDays" INTEGER NOT NULL DEFAULT 90;

-- CreateTable
CREATE TABLE "CourseQuestion" (
    "id" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "QuestionKind" NOT NULL,
    "label" TEXT NOT NULL,
    "options" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "isRequired" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CourseQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignupAnswer" (
    "signupId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "values" TEXT[],
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignupAnswer_pkey" PRIMARY KEY ("signupId","questionId")
);

-- CreateTable
CREATE TABLE "CourseConsent" (
    "id" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CourseConsent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignupConsent" (
    "signupId" UUID NOT NULL,
    "consentId" UUID NOT NULL,
    "consentedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignupConsent_pkey" PRIMARY KEY ("signupId")
);

-- CreateIndex
CREATE INDEX "CourseQuestion_courseId_position_idx" ON "CourseQuestion"("courseId", "position");

-- CreateIndex
CREATE INDEX "SignupAnswer_questionId_idx" ON "SignupAnswer"("questionId");

-- CreateIndex
CREATE UNIQUE INDEX "CourseConsent_courseId_version_key" ON "CourseConsent"("courseId", "version");

-- CreateIndex
CREATE INDEX "SignupConsent_consentId_idx" ON "SignupConsent"("consentId");

-- AddForeignKey
ALTER TABLE "CourseQuestion" ADD CONSTRAINT "CourseQuestion_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignupAnswer" ADD CONSTRAINT "SignupAnswer_signupId_fkey" FOREIGN KEY ("signupId") REFERENCES "Signup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignupAnswer" ADD CONSTRAINT "SignupAnswer_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "CourseQuestion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseConsent" ADD CONSTRAINT "CourseConsent_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignupConsent" ADD CONSTRAINT "SignupConsent_signupId_fkey" FOREIGN KEY ("signupId") REFERENCES "Signup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignupConsent" ADD CONSTRAINT "SignupConsent_consentId_fkey" FOREIGN KEY ("consentId") REFERENCES "CourseConsent"("id") ON DELETE CASCADE ON UPDATE CASCADE;
