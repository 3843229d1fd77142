// Loaded into the app before its own code: it becomes ready when Playwright has attached. Playwright has a loader for
// this, and leaves it out where it is told which Electron to start; a window that is made while it attaches then makes it
// wait for ever (about one launch in two hundred).
const { app } = require('electron');

const ready = app.whenReady();
const attached = new Promise((resolve) => {
  // What it calls when it has.
  globalThis.__playwright_run = resolve;
});
app.whenReady = () => attached.then(() => ready);
