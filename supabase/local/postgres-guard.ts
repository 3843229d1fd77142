// Ends PostgreSQL when the stack that started it is gone, however it went: the stack holds the other end of
// this process's stdin, and the system closes it even after SIGKILL. Usage: postgres-guard.ts PID
const pid = Number(process.argv[2]);
const PATIENCE_MS = 10_000;

function signal(name: 'SIGINT' | 'SIGKILL' | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

// The terminal's Ctrl+C is for the stack: it ends PostgreSQL itself, and then this process.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);

process.stdin.resume();
process.stdin.on('error', () => undefined);
process.stdin.on('close', () => {
  if (!signal('SIGINT')) process.exit();
  const deadline = Date.now() + PATIENCE_MS;
  setInterval(() => {
    if (!signal(0)) process.exit();
    if (Date.now() < deadline) return;
    signal('SIGKILL');
    process.exit();
  }, 50);
});
