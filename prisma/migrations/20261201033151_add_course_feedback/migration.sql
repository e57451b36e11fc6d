-- CreateTable
CREATE TABLE "FeedbackRequest" (
    "sessionId" UUID NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FeedbackRequest_pkey" PRIMARY KEY ("sessionId")
);

-- CreateTable
CREATE TABLE "CourseFeedback" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "personId" UUID,
    "rating" INTEGER NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "originAccountId" UUID,

    CONSTRAINT "CourseFeedback_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CourseFeedback_personId_idx" ON "CourseFeedback"("personId");

-- CreateIndex
CREATE INDEX "CourseFeedback_originAccountId_idx" ON "CourseFeedback"("originAccountId");

-- CreateIndex
CREATE UNIQUE INDEX "CourseFeedback_sessionId_personId_key" ON "CourseFeedback"("sessionId", "personId");

-- AddForeignKey
ALTER TABLE "FeedbackRequest" ADD CONSTRAINT "FeedbackRequest_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseFeedback" ADD CONSTRAINT "CourseFeedback_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseFeedback" ADD CONSTRAINT "CourseFeedback_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseFeedback" ADD CONSTRAINT "CourseFeedback_originAccountId_fkey" FOREIGN KEY ("originAccountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
