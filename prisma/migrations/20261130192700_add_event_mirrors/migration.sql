-- CreateTable
CREATE TABLE "EventMirror" (
    "id" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "platformId" TEXT NOT NULL,
    "connectionId" UUID,
    "isEnding" BOOLEAN NOT NULL DEFAULT false,
    "room" INTEGER NOT NULL DEFAULT 100,
    "listAt" TIMESTAMPTZ(3),
    "checkedAt" TIMESTAMPTZ(3),
    "claimedUntil" TIMESTAMPTZ(3),
    "pausedUntil" TIMESTAMPTZ(3),
    "problem" TEXT,
    "isProblemTold" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EventMirror_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MirroredEvent" (
    "mirrorId" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "serverEventId" TEXT,
    "contentHash" TEXT NOT NULL DEFAULT '',
    "refusedHash" TEXT NOT NULL DEFAULT '',
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "isRemoved" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "MirroredEvent_pkey" PRIMARY KEY ("mirrorId","eventId")
);

-- CreateIndex
CREATE UNIQUE INDEX "EventMirror_connectionId_key" ON "EventMirror"("connectionId");

-- CreateIndex
CREATE INDEX "EventMirror_checkedAt_idx" ON "EventMirror"("checkedAt");

-- CreateIndex
CREATE UNIQUE INDEX "EventMirror_platform_platformId_key" ON "EventMirror"("platform", "platformId");

-- AddForeignKey
ALTER TABLE "EventMirror" ADD CONSTRAINT "EventMirror_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MirroredEvent" ADD CONSTRAINT "MirroredEvent_mirrorId_fkey" FOREIGN KEY ("mirrorId") REFERENCES "EventMirror"("id") ON DELETE CASCADE ON UPDATE CASCADE;
