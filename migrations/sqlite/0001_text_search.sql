CREATE VIRTUAL TABLE `articles_text` USING fts5(`title`, `summary`, `byline`, `text`, `publisher`, content='', columnsize=0, prefix='2 3', tokenize='ascii');
--> statement-breakpoint
CREATE VIRTUAL TABLE `actors_text` USING fts5(`name`, `aliases`, `titles`, `description`, content='', columnsize=0, prefix='2 3', tokenize='ascii');
--> statement-breakpoint
CREATE VIRTUAL TABLE `events_text` USING fts5(`title`, `summary`, `actor`, `place`, content='', columnsize=0, prefix='2 3', tokenize='ascii');
--> statement-breakpoint
CREATE VIRTUAL TABLE `quotes_text` USING fts5(`text`, `gist`, `passage`, `speaker`, `via`, `addressee`, `occasion`, content='', columnsize=0, prefix='2 3', tokenize='ascii');
--> statement-breakpoint
CREATE VIRTUAL TABLE `statements_text` USING fts5(`gist`, `speaker`, `occasion`, content='', columnsize=0, prefix='2 3', tokenize='ascii');
--> statement-breakpoint
CREATE VIRTUAL TABLE `disagreements_text` USING fts5(`question`, `accounts`, `assessment`, `holder`, content='', columnsize=0, prefix='2 3', tokenize='ascii');
