import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { readJsonSetting, readSetting, writeJsonSetting } from './bridge.ts';
import { startOpenedFiles } from './imports/opened-file.tsx';
import { parseTheme, startAppearance } from './shell/appearance.ts';
import { parseLists, startLists } from './lists/kept-lists.ts';
import { parseNotSame, startNotSame } from './duplicates/not-same.ts';
import { parseRecent, startRecent } from './navigation/recent.ts';
import { parseScreen, startScreen } from './navigation/screen.ts';
import { parseCards, startCards } from './board/cards-setting.ts';
import { startFaults } from './start-up/faults.ts';
import { createStartUp, type Ports } from './start-up/start-up.ts';
import { startReminders } from './tasks/reminders.ts';
import { parseDensity, startDensity } from './ui/density.ts';
import { startLinks } from './ui/open-link.ts';
import { startUpdates } from './updates/updates.ts';
import { countedPorts, createWriteCount, startWriting } from './updates/writing.ts';
import { parseLanguage, startLanguage } from './words/language.ts';

/** Shows the app in `#root`. How it looks and speaks comes first, so that the window never flashes in another way. */
export async function start(ports: Ports): Promise<void> {
  const { bridge } = ports;
  startFaults(bridge);
  const writes = createWriteCount();
  const startUp = createStartUp(countedPorts(ports, writes));
  const started = startUp.start();
  const [theme, density, language, screen, cards, lists, recent, not_same] = await Promise.all([
    readSetting(bridge, 'appearance'),
    readSetting(bridge, 'density'),
    readSetting(bridge, 'language'),
    readJsonSetting(bridge, 'screen'),
    readJsonSetting(bridge, 'cards'),
    readJsonSetting(bridge, 'lists'),
    readJsonSetting(bridge, 'recent'),
    readJsonSetting(bridge, 'not_same'),
  ]);
  startAppearance(parseTheme(theme), (chosen) => void bridge.call('setting:write', 'appearance', chosen));
  startDensity(parseDensity(density), (chosen) => void bridge.call('setting:write', 'density', chosen));
  startLanguage(parseLanguage(language), (chosen) => void bridge.call('setting:write', 'language', chosen));
  startScreen(parseScreen(screen), (shown) => void writeJsonSetting(bridge, 'screen', shown));
  startNotSame(parseNotSame(not_same), (pairs) => void writeJsonSetting(bridge, 'not_same', pairs));
  startRecent(parseRecent(recent), (kept) => void writeJsonSetting(bridge, 'recent', kept));
  startLists(parseLists(lists), (kept) => void writeJsonSetting(bridge, 'lists', kept));
  startCards(parseCards(cards), (boards) => void writeJsonSetting(bridge, 'cards', boards));
  startLinks(async (url) => (await bridge.call('link:open', url)).ok);
  startOpenedFiles(bridge);
  void startReminders(bridge, startUp.state);
  void startUpdates(bridge);
  startWriting(bridge, startUp.state, writes);
  const painted = () => {
    // For whoever measures how long opening takes.
    performance.mark('outpost:painted');
    void bridge.call('window:painted');
  };
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root.');
  createRoot(root).render(
    <StrictMode>
      <App startUp={startUp} onPainted={painted} />
    </StrictMode>,
  );
  await started;
}
