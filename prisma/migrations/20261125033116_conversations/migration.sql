-- AlterTable
ALTER TABLE "Prompt" ADD COLUMN     "inputId" TEXT,
ADD COLUMN     "originId" TEXT;

-- CreateTable
CREATE TABLE "SpentButton" (
    "token" TEXT NOT NULL,
    "spentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SpentButton_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "Cooldown" (
    "key" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Cooldown_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "SpentButton_spentAt_idx" ON "SpentButton"("spentAt");

-- CreateIndex
CREATE INDEX "Cooldown_until_idx" ON "Cooldown"("until");

-- CreateIndex
CREATE INDEX "Prompt_place_idx" ON "Prompt"("place");
