CREATE SEQUENCE "public"."closings" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "account_claims" (
	"issuer" text NOT NULL,
	"identity_id" text NOT NULL,
	"what" text NOT NULL,
	"claim" uuid NOT NULL,
	"claimed_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "account_claims_issuer_identity_id_what_pk" PRIMARY KEY("issuer","identity_id","what")
);
--> statement-breakpoint
CREATE TABLE "account_epochs" (
	"issuer" text NOT NULL,
	"identity_id" text NOT NULL,
	"epoch" bigint NOT NULL,
	CONSTRAINT "account_epochs_issuer_identity_id_pk" PRIMARY KEY("issuer","identity_id")
);
--> statement-breakpoint
CREATE TABLE "binding_jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"identity_id" text NOT NULL,
	"job_id" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "known_passkeys" (
	"issuer" text NOT NULL,
	"identity_id" text NOT NULL,
	"passkey_id" text NOT NULL,
	"active" boolean NOT NULL,
	CONSTRAINT "known_passkeys_issuer_identity_id_passkey_id_pk" PRIMARY KEY("issuer","identity_id","passkey_id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text,
	"payload" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"give_up_at" timestamp (3) with time zone NOT NULL,
	"claim" uuid,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registrations" (
	"issuer" text NOT NULL,
	"identity_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "registrations_issuer_identity_id_pk" PRIMARY KEY("issuer","identity_id")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "authenticated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "confirmed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "binding_jobs_owner" ON "binding_jobs" USING btree ("issuer","identity_id");--> statement-breakpoint
CREATE INDEX "binding_jobs_created_at" ON "binding_jobs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_due_at" ON "outbox" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_key" ON "outbox" USING btree ("kind","key");--> statement-breakpoint
CREATE INDEX "registrations_created_at" ON "registrations" USING btree ("created_at");