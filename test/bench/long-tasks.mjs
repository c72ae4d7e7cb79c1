/** Forgets the long tasks so far, and keeps those from now on. @param {import('playwright').Page} page */
export function watchTasks(page) {
  return page.evaluate(() => {
    window.tasks = [];
    window.tasksObserver ??= new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration)));
    window.tasksObserver.observe({ type: 'longtask' });
  });
}

/** The longest task since {@link watchTasks}, ms; the browser tells of none under 50 ms, for which this is 0. @param {import('playwright').Page} page */
export async function longestTask(page) {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  return page.evaluate(() => Math.max(0, ...window.tasks));
}
