-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "originalStartsAt" TIMESTAMPTZ(3),
ADD COLUMN     "seriesId" UUID;

-- CreateTable
CREATE TABLE "EventSeries" (
    "id" UUID NOT NULL,
    "communityId" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "isLunar" BOOLEAN NOT NULL DEFAULT false,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "allDay" BOOLEAN NOT NULL DEFAULT false,
    "zone" TEXT NOT NULL,
    "template" JSONB NOT NULL,
    "announcementId" UUID,
    "pausedAt" TIMESTAMPTZ(3),
    "pauseReason" TEXT NOT NULL DEFAULT '',
    "extendAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EventSeries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EventSeriesException" (
    "seriesId" UUID NOT NULL,
    "originalStartsAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "isPause" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EventSeriesException_pkey" PRIMARY KEY ("seriesId","originalStartsAt")
);

-- CreateIndex
CREATE INDEX "EventSeries_communityId_idx" ON "EventSeries"("communityId");

-- CreateIndex
CREATE INDEX "EventSeries_extendAt_idx" ON "EventSeries"("extendAt");

-- CreateIndex
CREATE UNIQUE INDEX "Event_seriesId_originalStartsAt_key" ON "Event"("seriesId", "originalStartsAt");

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "EventSeries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventSeries" ADD CONSTRAINT "EventSeries_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventSeriesException" ADD CONSTRAINT "EventSeriesException_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "EventSeries"("id") ON DELETE CASCADE ON UPDATE CASCADE;
