-- CreateTable
CREATE TABLE "Board" (
    "id" UUID NOT NULL,
    "chatId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "messageId" TEXT,
    "contentHash" TEXT NOT NULL DEFAULT '',
    "editedAt" TIMESTAMPTZ(3),
    "checkedAt" TIMESTAMPTZ(3),
    "claimedUntil" TIMESTAMPTZ(3),
    "pausedUntil" TIMESTAMPTZ(3),
    "pauseReason" TEXT,
    "editLimitedAt" TIMESTAMPTZ(3),
    "isPinned" BOOLEAN NOT NULL DEFAULT false,
    "pinRefusal" TEXT,
    "isProblemTold" BOOLEAN NOT NULL DEFAULT true,
    "isEnding" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Board_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Board_chatId_key" ON "Board"("chatId");

-- CreateIndex
CREATE INDEX "Board_checkedAt_idx" ON "Board"("checkedAt");

-- AddForeignKey
ALTER TABLE "Board" ADD CONSTRAINT "Board_chatId_fkey" FOREIGN KEY ("chatId") REFERENCES "Chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;
