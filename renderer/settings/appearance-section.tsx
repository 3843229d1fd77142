import { THEMES, useAppearance } from '../shell/appearance.ts';
import { ROW_HEIGHTS, useDensity, type Density } from '../ui/density.ts';
import { LANGUAGE_NAMES, useLanguage, type LanguageChoice } from '../words/language.ts';
import { t, type Language } from '../words/t.ts';
import { Choice, Section, SettingRow } from './section.tsx';

const densities = Object.keys(ROW_HEIGHTS) as Density[];
const languages = Object.keys(LANGUAGE_NAMES) as Language[];

/** How Outpost looks and speaks on this laptop. */
export function AppearanceSection() {
  const theme = useAppearance((state) => state.theme);
  const density = useDensity((state) => state.density);
  const choice = useLanguage((state) => state.choice);
  const system = { value: 'system' as const, name: t('settings.appearance.system') };
  return (
    <Section title={t('settings.sections.appearance')} text={t('settings.appearance.text')}>
      <div>
        <SettingRow name={t('settings.appearance.theme')}>
          <Choice
            label={t('settings.appearance.theme')}
            value={theme}
            choices={THEMES.map((value) => ({ value, name: t(`shell.themes.${value}`) }))}
            onChoose={(chosen) => useAppearance.setState({ theme: chosen })}
          />
        </SettingRow>
        <SettingRow name={t('settings.appearance.density')} hint={t('settings.appearance.density_hint')}>
          <Choice
            label={t('settings.appearance.density')}
            value={density}
            choices={densities.map((value) => ({ value, name: t(`settings.appearance.${value}`) }))}
            onChoose={(chosen) => useDensity.setState({ density: chosen })}
          />
        </SettingRow>
        <SettingRow name={t('settings.appearance.language')}>
          <Choice<LanguageChoice>
            label={t('settings.appearance.language')}
            value={choice}
            choices={[system, ...languages.map((value) => ({ value, name: LANGUAGE_NAMES[value] }))]}
            onChoose={(chosen) => useLanguage.setState({ choice: chosen })}
          />
        </SettingRow>
      </div>
    </Section>
  );
}
