-- CreateTable
CREATE TABLE "LeftPlace" (
    "platform" "Platform" NOT NULL,
    "platformId" TEXT NOT NULL,
    "leftAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LeftPlace_pkey" PRIMARY KEY ("platform","platformId")
);
