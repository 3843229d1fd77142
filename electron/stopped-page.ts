// The page a window shows when its content stopped twice in a row: words and a way on, without any script.

export const STOPPED_PATH = '/stopped';
const STYLE_PATH = '/stopped.css';

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Outpost</title>
    <link rel="stylesheet" href="${STYLE_PATH}" />
  </head>
  <body>
    <main>
      <h1>This window stopped twice in a row</h1>
      <p>What you wrote is saved on this computer. Open the window again to go on where you were.</p>
      <p><a href="/">Open again</a></p>
    </main>
  </body>
</html>
`;

const CSS = `:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #fbfbf9; color: #1c1b19;
  font: 13px/20px system-ui, sans-serif; -webkit-app-region: drag; }
main { max-width: 360px; padding: 24px; -webkit-app-region: no-drag; }
h1 { font-size: 15px; font-weight: 600; margin: 0 0 8px; }
p { margin: 0 0 16px; }
a { color: #0e7c74; }
@media (prefers-color-scheme: dark) { body { background: #101214; color: #ecedee; } a { color: #3cc4b5; } }
`;

export const STOPPED_RESOURCES: Readonly<Record<string, { text: string; type: string }>> = {
  [STOPPED_PATH]: { text: HTML, type: 'text/html; charset=utf-8' },
  [STYLE_PATH]: { text: CSS, type: 'text/css; charset=utf-8' },
};
