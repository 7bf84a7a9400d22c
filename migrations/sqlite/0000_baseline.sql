CREATE TABLE `actors` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text,
	`country` text,
	`parent_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `actors_id` ON `actors` (`id`);--> statement-breakpoint
CREATE INDEX `actors_name` ON `actors` (`name`,`id`);--> statement-breakpoint
CREATE TABLE `actors_documents` (
	`key` integer PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	FOREIGN KEY (`key`) REFERENCES `actors`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `actors_terms` (
	`term_id` integer NOT NULL,
	`key` integer NOT NULL,
	PRIMARY KEY(`term_id`, `key`),
	FOREIGN KEY (`term_id`) REFERENCES `terms`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`key`) REFERENCES `actors`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `annotations` (
	`article_id` text NOT NULL,
	`position` integer NOT NULL,
	`annotation` text NOT NULL,
	PRIMARY KEY(`article_id`, `position`),
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `articles` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`publisher` text NOT NULL,
	`url` text,
	`date` text,
	`earliest` text NOT NULL,
	`latest` text NOT NULL,
	`dated` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `articles_id` ON `articles` (`id`);--> statement-breakpoint
CREATE INDEX `articles_title` ON `articles` (`title`,`id`);--> statement-breakpoint
CREATE INDEX `articles_publisher` ON `articles` (`publisher`,`id`);--> statement-breakpoint
CREATE TABLE `articles_documents` (
	`key` integer PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	FOREIGN KEY (`key`) REFERENCES `articles`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `articles_terms` (
	`term_id` integer NOT NULL,
	`key` integer NOT NULL,
	PRIMARY KEY(`term_id`, `key`),
	FOREIGN KEY (`term_id`) REFERENCES `terms`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`key`) REFERENCES `articles`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `changes` (
	`position` integer PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`fields` text NOT NULL,
	`successor_id` text,
	`reason` text
);
--> statement-breakpoint
CREATE TABLE `codebooks` (
	`scheme` text PRIMARY KEY NOT NULL,
	`document` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `days` (
	`resource` text NOT NULL,
	`day` text NOT NULL,
	`first_key` integer NOT NULL,
	PRIMARY KEY(`resource`, `day`)
);
--> statement-breakpoint
CREATE TABLE `disagreements` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`kind` text,
	`question` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `disagreements_id` ON `disagreements` (`id`);--> statement-breakpoint
CREATE TABLE `disagreements_documents` (
	`key` integer PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	FOREIGN KEY (`key`) REFERENCES `disagreements`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `disagreements_terms` (
	`term_id` integer NOT NULL,
	`key` integer NOT NULL,
	PRIMARY KEY(`term_id`, `key`),
	FOREIGN KEY (`term_id`) REFERENCES `terms`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`key`) REFERENCES `disagreements`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `events` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`title` text,
	`type` text,
	`status` text,
	`date` text,
	`earliest` text NOT NULL,
	`latest` text NOT NULL,
	`dated` integer NOT NULL,
	`quad_class` integer,
	`plover` real,
	`goldstein` real,
	`recorded` text,
	`recorded_seconds` integer,
	`latitude` real,
	`longitude` real,
	`x` real,
	`y` real,
	`z` real
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_id` ON `events` (`id`);--> statement-breakpoint
CREATE TABLE `events_blocks` (
	`field` text NOT NULL,
	`block` integer NOT NULL,
	`term_ids` blob NOT NULL,
	`ends` blob NOT NULL,
	`places` blob NOT NULL,
	PRIMARY KEY(`field`, `block`)
);
--> statement-breakpoint
CREATE TABLE `events_documents` (
	`key` integer PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	FOREIGN KEY (`key`) REFERENCES `events`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `events_figures` (
	`term_id` integer NOT NULL,
	`key` integer NOT NULL,
	`value` real NOT NULL,
	`id` text NOT NULL,
	PRIMARY KEY(`term_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `events_figures_order` ON `events_figures` (`term_id`,`value`,`id`);--> statement-breakpoint
CREATE TABLE `events_numbers` (
	`field` text NOT NULL,
	`block` integer NOT NULL,
	`numbers` blob NOT NULL,
	PRIMARY KEY(`field`, `block`)
);
--> statement-breakpoint
CREATE TABLE `events_rollups` (
	`term_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`term_id`, `group_id`)
);
--> statement-breakpoint
CREATE TABLE `events_terms` (
	`term_id` integer NOT NULL,
	`key` integer NOT NULL,
	PRIMARY KEY(`term_id`, `key`),
	FOREIGN KEY (`term_id`) REFERENCES `terms`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`key`) REFERENCES `events`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `meta` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `names` (
	`resource` text NOT NULL,
	`folded` text NOT NULL,
	`id` text NOT NULL,
	PRIMARY KEY(`resource`, `folded`, `id`)
);
--> statement-breakpoint
CREATE TABLE `quotes` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`article_id` text,
	`kind` text,
	`text` text,
	`gist` text,
	`date` text,
	`earliest` text NOT NULL,
	`latest` text NOT NULL,
	`dated` integer NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `quotes_id` ON `quotes` (`id`);--> statement-breakpoint
CREATE TABLE `quotes_blocks` (
	`field` text NOT NULL,
	`block` integer NOT NULL,
	`term_ids` blob NOT NULL,
	`ends` blob NOT NULL,
	`places` blob NOT NULL,
	PRIMARY KEY(`field`, `block`)
);
--> statement-breakpoint
CREATE TABLE `quotes_documents` (
	`key` integer PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	FOREIGN KEY (`key`) REFERENCES `quotes`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `quotes_numbers` (
	`field` text NOT NULL,
	`block` integer NOT NULL,
	`numbers` blob NOT NULL,
	PRIMARY KEY(`field`, `block`)
);
--> statement-breakpoint
CREATE TABLE `quotes_rollups` (
	`term_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`term_id`, `group_id`)
);
--> statement-breakpoint
CREATE TABLE `quotes_terms` (
	`term_id` integer NOT NULL,
	`key` integer NOT NULL,
	PRIMARY KEY(`term_id`, `key`),
	FOREIGN KEY (`term_id`) REFERENCES `terms`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`key`) REFERENCES `quotes`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `record_hashes` (
	`type` text NOT NULL,
	`id` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`type`, `id`)
);
--> statement-breakpoint
CREATE TABLE `retired` (
	`type` text NOT NULL,
	`id` text NOT NULL,
	`successor_id` text,
	`reason` text NOT NULL,
	PRIMARY KEY(`type`, `id`)
);
--> statement-breakpoint
CREATE TABLE `revisions` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`revision` text NOT NULL,
	`version` text NOT NULL,
	`last_position` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `seal` (
	`sha256` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `statements` (
	`key` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`gist` text,
	`date` text,
	`earliest` text NOT NULL,
	`latest` text NOT NULL,
	`dated` integer NOT NULL,
	`renditions` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `statements_id` ON `statements` (`id`);--> statement-breakpoint
CREATE TABLE `statements_documents` (
	`key` integer PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	FOREIGN KEY (`key`) REFERENCES `statements`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `statements_terms` (
	`term_id` integer NOT NULL,
	`key` integer NOT NULL,
	PRIMARY KEY(`term_id`, `key`),
	FOREIGN KEY (`term_id`) REFERENCES `terms`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`key`) REFERENCES `statements`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `terms` (
	`id` integer PRIMARY KEY NOT NULL,
	`resource` text NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`count` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `terms_value` ON `terms` (`resource`,`field`,`value`);--> statement-breakpoint
CREATE INDEX `terms_count` ON `terms` (`resource`,`field`,count desc,`value`);--> statement-breakpoint
CREATE TABLE `texts` (
	`article_id` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `words` (
	`resource` text NOT NULL,
	`word` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`resource`, `word`)
);
--> statement-breakpoint
CREATE VIEW `actors_facts` AS select "actors"."id", "terms"."field", "terms"."value" from "actors"
        join "actors_terms" on "actors_terms"."key" = "actors"."key" join "terms" on "terms"."id" = "actors_terms"."term_id";--> statement-breakpoint
CREATE VIEW `articles_facts` AS select "articles"."id", "terms"."field", "terms"."value" from "articles"
        join "articles_terms" on "articles_terms"."key" = "articles"."key" join "terms" on "terms"."id" = "articles_terms"."term_id";--> statement-breakpoint
CREATE VIEW `disagreements_facts` AS select "disagreements"."id", "terms"."field", "terms"."value" from "disagreements"
        join "disagreements_terms" on "disagreements_terms"."key" = "disagreements"."key" join "terms" on "terms"."id" = "disagreements_terms"."term_id";--> statement-breakpoint
CREATE VIEW `event_actors` AS select "events"."id" as event_id, replace("terms"."field", '.exact', '') as role, "terms"."value" as actor_id
        from "terms" join "events_terms" on "events_terms"."term_id" = "terms"."id"
        join "events" on "events"."key" = "events_terms"."key"
        where "terms"."resource" = 'events' and "terms"."field" in ('actor.exact', 'source.exact', 'target.exact');--> statement-breakpoint
CREATE VIEW `events_facts` AS select "events"."id", "terms"."field", "terms"."value" from "events"
        join "events_terms" on "events_terms"."key" = "events"."key" join "terms" on "terms"."id" = "events_terms"."term_id";--> statement-breakpoint
CREATE VIEW `quotes_facts` AS select "quotes"."id", "terms"."field", "terms"."value" from "quotes"
        join "quotes_terms" on "quotes_terms"."key" = "quotes"."key" join "terms" on "terms"."id" = "quotes_terms"."term_id";--> statement-breakpoint
CREATE VIEW `statements_facts` AS select "statements"."id", "terms"."field", "terms"."value" from "statements"
        join "statements_terms" on "statements_terms"."key" = "statements"."key" join "terms" on "terms"."id" = "statements_terms"."term_id";