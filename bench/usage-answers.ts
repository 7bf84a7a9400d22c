// Preloaded into a server where there is no /proc: tells the bench what the process has taken whenever it asks.
import type { Usage } from './process-usage.ts';

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    cpu: (user + system) / 1000,
    resident: process.memoryUsage.rss(),
    peak: process.resourceUsage().maxRSS * 1024,
  };
  process.send?.(usage);
});
