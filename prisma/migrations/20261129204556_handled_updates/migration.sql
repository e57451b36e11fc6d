-- CreateTable
CREATE TABLE "HandledUpdate" (
    "bot" TEXT NOT NULL,
    "updateId" BIGINT NOT NULL,
    "handledAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "HandledUpdate_pkey" PRIMARY KEY ("bot","updateId")
);

-- CreateIndex
CREATE INDEX "HandledUpdate_handledAt_idx" ON "HandledUpdate"("handledAt");
