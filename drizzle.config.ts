import type { Config } from 'drizzle-kit';

// For drizzle-kit, and for migrations/generate.ts, which runs it: where the tables are, and where the baseline goes.
export default {
  dialect: 'sqlite',
  schema: './src/store/sqlite/sqlite-tables.ts',
  out: './migrations/sqlite',
} satisfies Config;
