-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('discord', 'telegram');

-- CreateEnum
CREATE TYPE "Locale" AS ENUM ('en', 'vi');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('admin', 'moderator', 'editor', 'organiser');

-- CreateEnum
CREATE TYPE "Topic" AS ENUM ('briefings', 'alerts', 'events', 'training');

-- CreateEnum
CREATE TYPE "ChatKind" AS ENUM ('private', 'group', 'channel');

-- CreateEnum
CREATE TYPE "CodeKind" AS ENUM ('connect', 'link');

-- CreateEnum
CREATE TYPE "EventState" AS ENUM ('scheduled', 'postponed', 'cancelled');

-- CreateEnum
CREATE TYPE "SignupState" AS ENUM ('placed', 'waiting', 'withdrawn');

-- CreateEnum
CREATE TYPE "Section" AS ENUM ('events', 'training', 'alerts', 'items');

-- CreateEnum
CREATE TYPE "EditionState" AS ENUM ('sent', 'empty', 'missed');

-- CreateEnum
CREATE TYPE "Severity" AS ENUM ('minor', 'moderate', 'severe', 'extreme');

-- CreateEnum
CREATE TYPE "AlertState" AS ENUM ('draft', 'active', 'retracted', 'expired');

-- CreateEnum
CREATE TYPE "Grade" AS ENUM ('first', 'typo', 'clarify', 'fact', 'retract');

-- CreateEnum
CREATE TYPE "PublicationKind" AS ENUM ('alert', 'correction', 'notice', 'reminder', 'briefing');

-- CreateEnum
CREATE TYPE "PublicationAct" AS ENUM ('send', 'edit', 'remove');

-- CreateEnum
CREATE TYPE "FanOutState" AS ENUM ('pending', 'done');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('queued', 'sending', 'sent', 'failed', 'unknown', 'skipped');

-- CreateTable
CREATE TABLE "Community" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "locale" "Locale" NOT NULL,
    "zone" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Community_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Connection" (
    "id" UUID NOT NULL,
    "communityId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "platformId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "founding" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Chat" (
    "id" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "platformId" TEXT NOT NULL,
    "threadId" TEXT NOT NULL DEFAULT '',
    "kind" "ChatKind" NOT NULL,
    "title" TEXT NOT NULL,
    "connectionId" UUID,
    "accountId" UUID,
    "locale" "Locale",
    "zone" TEXT,
    "closedAt" TIMESTAMPTZ(3),
    "closedReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Chat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "locale" "Locale",
    "zone" TEXT,
    "currentCommunityId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "platformId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "username" TEXT,
    "locale" TEXT,
    "linkedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "personId" UUID NOT NULL,
    "communityId" UUID NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("personId","communityId")
);

-- CreateTable
CREATE TABLE "RoleGrant" (
    "id" UUID NOT NULL,
    "communityId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "personId" UUID,
    "discordRoleId" TEXT,
    "discordRole" TEXT,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoleGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Code" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "kind" "CodeKind" NOT NULL,
    "accountId" UUID NOT NULL,
    "communityId" UUID,
    "redeemed" JSONB,
    "redeemedAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attempt" (
    "key" TEXT NOT NULL,
    "windowAt" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Attempt_pkey" PRIMARY KEY ("key","windowAt")
);

-- CreateTable
CREATE TABLE "Subscription" (
    "id" UUID NOT NULL,
    "chatId" UUID NOT NULL,
    "communityId" UUID NOT NULL,
    "topic" "Topic" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" UUID NOT NULL,
    "communityId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL DEFAULT '',
    "topic" TEXT NOT NULL DEFAULT '',
    "sourceUrl" TEXT NOT NULL,
    "linkUrl" TEXT,
    "translations" JSONB NOT NULL DEFAULT '{}',
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "allDay" BOOLEAN NOT NULL DEFAULT false,
    "zone" TEXT NOT NULL,
    "state" "EventState" NOT NULL DEFAULT 'scheduled',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "searchText" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Interest" (
    "eventId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "going" BOOLEAN NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Interest_pkey" PRIMARY KEY ("eventId","personId")
);

-- CreateTable
CREATE TABLE "Course" (
    "id" UUID NOT NULL,
    "communityId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "trainer" TEXT NOT NULL DEFAULT '',
    "sourceUrl" TEXT,
    "translations" JSONB NOT NULL DEFAULT '{}',
    "closedAt" TIMESTAMPTZ(3),
    "searchText" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Course_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "place" TEXT NOT NULL DEFAULT '',
    "seats" INTEGER NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Signup" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "state" "SignupState" NOT NULL,
    "turn" BIGSERIAL NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Signup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Briefing" (
    "id" UUID NOT NULL,
    "communityId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "translations" JSONB NOT NULL DEFAULT '{}',
    "cron" TEXT NOT NULL DEFAULT '',
    "zone" TEXT NOT NULL,
    "sections" "Section"[],
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "graceMinutes" INTEGER NOT NULL DEFAULT 120,
    "settledTo" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Briefing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Item" (
    "id" UUID NOT NULL,
    "briefingId" UUID NOT NULL,
    "editionId" UUID,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sourceUrl" TEXT NOT NULL,
    "translations" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Edition" (
    "id" UUID NOT NULL,
    "briefingId" UUID NOT NULL,
    "beatAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "EditionState" NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Alert" (
    "id" UUID NOT NULL,
    "communityId" UUID NOT NULL,
    "authorId" UUID,
    "state" "AlertState" NOT NULL,
    "severity" "Severity" NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlertVersion" (
    "alertId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "grade" "Grade" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sourceUrl" TEXT NOT NULL,
    "translations" JSONB NOT NULL DEFAULT '{}',
    "reason" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AlertVersion_pkey" PRIMARY KEY ("alertId","number")
);

-- CreateTable
CREATE TABLE "Publication" (
    "id" UUID NOT NULL,
    "communityId" UUID,
    "kind" "PublicationKind" NOT NULL,
    "act" "PublicationAct" NOT NULL DEFAULT 'send',
    "lane" INTEGER NOT NULL,
    "audience" JSONB NOT NULL,
    "messages" JSONB NOT NULL,
    "locale" "Locale" NOT NULL,
    "fanOut" "FanOutState" NOT NULL DEFAULT 'pending',
    "fanOutTo" UUID,
    "notAfter" TIMESTAMPTZ(3),
    "alertId" UUID,
    "editionId" UUID,
    "eventId" UUID,
    "originalId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL,
    "publicationId" UUID NOT NULL,
    "chatId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "lane" INTEGER NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leaseUntil" TIMESTAMPTZ(3),
    "messageIds" TEXT[],
    "parts" INTEGER NOT NULL DEFAULT 1,
    "error" TEXT,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Prompt" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "place" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "state" JSONB NOT NULL,
    "messageId" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Keyboard" (
    "token" TEXT NOT NULL,
    "actions" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Keyboard_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "Beat" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "takenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Beat_pkey" PRIMARY KEY ("key","at")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "communityId" UUID,
    "accountId" UUID,
    "action" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Connection_communityId_idx" ON "Connection"("communityId");

-- CreateIndex
CREATE UNIQUE INDEX "Connection_platform_platformId_key" ON "Connection"("platform", "platformId");

-- CreateIndex
CREATE UNIQUE INDEX "Chat_accountId_key" ON "Chat"("accountId");

-- CreateIndex
CREATE INDEX "Chat_connectionId_idx" ON "Chat"("connectionId");

-- CreateIndex
CREATE UNIQUE INDEX "Chat_platform_platformId_threadId_key" ON "Chat"("platform", "platformId", "threadId");

-- CreateIndex
CREATE INDEX "Person_currentCommunityId_idx" ON "Person"("currentCommunityId");

-- CreateIndex
CREATE INDEX "Account_personId_idx" ON "Account"("personId");

-- CreateIndex
CREATE INDEX "Account_platform_username_idx" ON "Account"("platform", "username");

-- CreateIndex
CREATE UNIQUE INDEX "Account_platform_platformId_key" ON "Account"("platform", "platformId");

-- CreateIndex
CREATE INDEX "Membership_communityId_idx" ON "Membership"("communityId");

-- CreateIndex
CREATE INDEX "RoleGrant_personId_idx" ON "RoleGrant"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "RoleGrant_communityId_role_personId_key" ON "RoleGrant"("communityId", "role", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "RoleGrant_communityId_role_discordRoleId_key" ON "RoleGrant"("communityId", "role", "discordRoleId");

-- CreateIndex
CREATE UNIQUE INDEX "Code_hash_key" ON "Code"("hash");

-- CreateIndex
CREATE INDEX "Code_accountId_createdAt_idx" ON "Code"("accountId", "createdAt");

-- CreateIndex
CREATE INDEX "Code_communityId_idx" ON "Code"("communityId");

-- CreateIndex
CREATE INDEX "Code_expiresAt_idx" ON "Code"("expiresAt");

-- CreateIndex
CREATE INDEX "Attempt_windowAt_idx" ON "Attempt"("windowAt");

-- CreateIndex
CREATE INDEX "Subscription_communityId_topic_chatId_idx" ON "Subscription"("communityId", "topic", "chatId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_chatId_communityId_topic_key" ON "Subscription"("chatId", "communityId", "topic");

-- CreateIndex
CREATE INDEX "Event_communityId_endsAt_idx" ON "Event"("communityId", "endsAt");

-- CreateIndex
CREATE INDEX "Event_communityId_startsAt_idx" ON "Event"("communityId", "startsAt");

-- CreateIndex
CREATE INDEX "Interest_personId_idx" ON "Interest"("personId");

-- CreateIndex
CREATE INDEX "Course_communityId_closedAt_idx" ON "Course"("communityId", "closedAt");

-- CreateIndex
CREATE INDEX "Session_courseId_startsAt_idx" ON "Session"("courseId", "startsAt");

-- CreateIndex
CREATE INDEX "Signup_sessionId_state_turn_idx" ON "Signup"("sessionId", "state", "turn");

-- CreateIndex
CREATE INDEX "Signup_personId_state_idx" ON "Signup"("personId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Signup_sessionId_personId_key" ON "Signup"("sessionId", "personId");

-- CreateIndex
CREATE INDEX "Briefing_communityId_idx" ON "Briefing"("communityId");

-- CreateIndex
CREATE INDEX "Item_briefingId_editionId_idx" ON "Item"("briefingId", "editionId");

-- CreateIndex
CREATE INDEX "Item_editionId_idx" ON "Item"("editionId");

-- CreateIndex
CREATE UNIQUE INDEX "Edition_briefingId_beatAt_key" ON "Edition"("briefingId", "beatAt");

-- CreateIndex
CREATE INDEX "Alert_communityId_state_expiresAt_idx" ON "Alert"("communityId", "state", "expiresAt");

-- CreateIndex
CREATE INDEX "Alert_authorId_idx" ON "Alert"("authorId");

-- CreateIndex
CREATE INDEX "Publication_communityId_kind_createdAt_idx" ON "Publication"("communityId", "kind", "createdAt");

-- CreateIndex
CREATE INDEX "Publication_alertId_idx" ON "Publication"("alertId");

-- CreateIndex
CREATE INDEX "Publication_editionId_idx" ON "Publication"("editionId");

-- CreateIndex
CREATE INDEX "Publication_eventId_idx" ON "Publication"("eventId");

-- CreateIndex
CREATE INDEX "Publication_originalId_idx" ON "Publication"("originalId");

-- CreateIndex
CREATE INDEX "Delivery_platform_state_lane_dueAt_idx" ON "Delivery"("platform", "state", "lane", "dueAt");

-- CreateIndex
CREATE INDEX "Delivery_chatId_idx" ON "Delivery"("chatId");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_publicationId_chatId_key" ON "Delivery"("publicationId", "chatId");

-- CreateIndex
CREATE INDEX "Prompt_expiresAt_idx" ON "Prompt"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Prompt_accountId_place_key" ON "Prompt"("accountId", "place");

-- CreateIndex
CREATE INDEX "Keyboard_createdAt_idx" ON "Keyboard"("createdAt");

-- CreateIndex
CREATE INDEX "AuditEntry_communityId_createdAt_idx" ON "AuditEntry"("communityId", "createdAt");

-- CreateIndex
CREATE INDEX "AuditEntry_accountId_idx" ON "AuditEntry"("accountId");

-- AddForeignKey
ALTER TABLE "Connection" ADD CONSTRAINT "Connection_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Chat" ADD CONSTRAINT "Chat_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Chat" ADD CONSTRAINT "Chat_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_currentCommunityId_fkey" FOREIGN KEY ("currentCommunityId") REFERENCES "Community"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Code" ADD CONSTRAINT "Code_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Code" ADD CONSTRAINT "Code_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_chatId_fkey" FOREIGN KEY ("chatId") REFERENCES "Chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Course" ADD CONSTRAINT "Course_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Signup" ADD CONSTRAINT "Signup_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Signup" ADD CONSTRAINT "Signup_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Briefing" ADD CONSTRAINT "Briefing_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_briefingId_fkey" FOREIGN KEY ("briefingId") REFERENCES "Briefing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_briefingId_fkey" FOREIGN KEY ("briefingId") REFERENCES "Briefing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlertVersion" ADD CONSTRAINT "AlertVersion_alertId_fkey" FOREIGN KEY ("alertId") REFERENCES "Alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_alertId_fkey" FOREIGN KEY ("alertId") REFERENCES "Alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_originalId_fkey" FOREIGN KEY ("originalId") REFERENCES "Publication"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_publicationId_fkey" FOREIGN KEY ("publicationId") REFERENCES "Publication"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_chatId_fkey" FOREIGN KEY ("chatId") REFERENCES "Chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prompt" ADD CONSTRAINT "Prompt_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
