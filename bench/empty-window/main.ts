// An Electron app with one empty window, on the same runtime: what opening Outpost stands beside.
import path from 'node:path';
import { app, BrowserWindow } from 'electron';

const userData = process.env['OUTPOST_USER_DATA'];
if (userData !== undefined) app.setPath('userData', userData);

app.on('window-all-closed', () => app.quit());

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800 });
  return window.loadFile(path.join(__dirname, 'index.html'));
});
