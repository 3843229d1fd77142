import { ShortcutTable } from '../navigation/shortcut-table.tsx';
import { t } from '../words/t.ts';
import { Section } from './section.tsx';

export const ShortcutsSection = () => (
  <Section title={t('settings.sections.shortcuts')} text={t('settings.shortcuts.text')}>
    <ShortcutTable />
  </Section>
);
