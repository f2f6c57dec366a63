CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"issuer" text NOT NULL,
	"identity_id" text NOT NULL,
	"session_id" uuid,
	"user_agent" text,
	"correlation_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"identity_id" text NOT NULL,
	"email" text,
	"name" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"tokens" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_claim" uuid,
	"refresh_claimed_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "audit_events_owner" ON "audit_events" USING btree ("issuer","identity_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "sessions_owner" ON "sessions" USING btree ("issuer","identity_id");--> statement-breakpoint
CREATE INDEX "sessions_expires_at" ON "sessions" USING btree ("expires_at");