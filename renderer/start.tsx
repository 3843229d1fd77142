import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { readJsonSetting, readSetting, writeJsonSetting } from './bridge.ts';
import { parseTheme, startAppearance } from './shell/appearance.ts';
import { parseScreen, startScreen } from './shell/screen.ts';
import { createStartUp, type Ports } from './start-up/start-up.ts';

/** Shows the app in `#root`. The theme comes first, so that the window never flashes in the wrong one. */
export async function start(ports: Ports): Promise<void> {
  const { bridge } = ports;
  const startUp = createStartUp(ports);
  const started = startUp.start();
  const [theme, screen] = await Promise.all([
    readSetting(bridge, 'appearance'),
    readJsonSetting(bridge, 'screen'),
  ]);
  startAppearance(parseTheme(theme), (chosen) => void bridge.call('setting:write', 'appearance', chosen));
  startScreen(parseScreen(screen), (shown) => void writeJsonSetting(bridge, 'screen', shown));
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root.');
  createRoot(root).render(
    <StrictMode>
      <App startUp={startUp} onPainted={() => void bridge.call('window:painted')} />
    </StrictMode>,
  );
  await started;
}
