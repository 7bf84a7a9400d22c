import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './src/store/sqlite/sqlite-tables.ts',
  out: './migrations/sqlite',
});
