-- CreateTable
CREATE TABLE "Certificate" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "communityId" UUID NOT NULL,
    "courseId" UUID,
    "sessionId" UUID,
    "personId" UUID,
    "title" TEXT NOT NULL,
    "trainer" TEXT NOT NULL DEFAULT '',
    "issuer" TEXT NOT NULL,
    "completedAt" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "nameSalt" TEXT NOT NULL DEFAULT '',
    "nameCount" INTEGER NOT NULL DEFAULT 0,
    "showsName" BOOLEAN NOT NULL DEFAULT false,
    "signature" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedReason" TEXT NOT NULL DEFAULT '',
    "originAccountId" UUID,

    CONSTRAINT "Certificate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_code_key" ON "Certificate"("code");

-- CreateIndex
CREATE INDEX "Certificate_communityId_issuedAt_idx" ON "Certificate"("communityId", "issuedAt");

-- CreateIndex
CREATE INDEX "Certificate_courseId_personId_idx" ON "Certificate"("courseId", "personId");

-- CreateIndex
CREATE INDEX "Certificate_sessionId_idx" ON "Certificate"("sessionId");

-- CreateIndex
CREATE INDEX "Certificate_personId_issuedAt_idx" ON "Certificate"("personId", "issuedAt");

-- CreateIndex
CREATE INDEX "Certificate_originAccountId_idx" ON "Certificate"("originAccountId");

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_originAccountId_fkey" FOREIGN KEY ("originAccountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
