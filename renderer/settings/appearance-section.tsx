import { THEMES, useAppearance } from '../shell/appearance.ts';
import { useReminders } from '../tasks/reminders.ts';
import { ROW_HEIGHTS, useDensity, type Density } from '../ui/density.ts';
import { Select } from '../ui/select.tsx';
import { LANGUAGE_NAMES, useLanguage, type LanguageChoice } from '../words/language.ts';
import { t, type Language } from '../words/t.ts';
import { Check, Section, SettingRow } from './section.tsx';

const densities = Object.keys(ROW_HEIGHTS) as Density[];
const languages = Object.keys(LANGUAGE_NAMES) as Language[];

/** How Outpost looks and speaks on this laptop, and when it reminds. */
export const AppearanceSection = () => (
  <>
    <Looks />
    <RemindersSection />
  </>
);

function Looks() {
  const theme = useAppearance((state) => state.theme);
  const density = useDensity((state) => state.density);
  const choice = useLanguage((state) => state.choice);
  const system = { value: 'system' as const, name: t('settings.appearance.system') };
  return (
    <Section title={t('settings.sections.appearance')} text={t('settings.appearance.text')}>
      <div>
        <SettingRow name={t('settings.appearance.theme')}>
          <span className="w-44">
            <Select
              wide
              label={t('settings.appearance.theme')}
              value={theme}
              choices={THEMES.map((value) => ({ value, name: t(`shell.themes.${value}`) }))}
              onChoose={(chosen) => useAppearance.setState({ theme: chosen })}
            />
          </span>
        </SettingRow>
        <SettingRow name={t('settings.appearance.density')} hint={t('settings.appearance.density_hint')}>
          <span className="w-44">
            <Select
              wide
              label={t('settings.appearance.density')}
              value={density}
              choices={densities.map((value) => ({ value, name: t(`settings.appearance.${value}`) }))}
              onChoose={(chosen) => useDensity.setState({ density: chosen })}
            />
          </span>
        </SettingRow>
        <SettingRow name={t('settings.appearance.language')}>
          <span className="w-44">
            <Select<LanguageChoice>
              wide
              label={t('settings.appearance.language')}
              value={choice}
              choices={[system, ...languages.map((value) => ({ value, name: LANGUAGE_NAMES[value] }))]}
              onChoose={(chosen) => useLanguage.setState({ choice: chosen })}
            />
          </span>
        </SettingRow>
      </div>
    </Section>
  );
}

function RemindersSection() {
  const { on, time } = useReminders();
  return (
    <Section title={t('settings.reminders.title')} text={t('settings.reminders.text')}>
      <div>
        <SettingRow name={t('settings.reminders.daily')} hint={t('settings.reminders.daily_hint')}>
          <Check
            label={t('settings.reminders.on')}
            checked={on}
            onChange={(checked) => useReminders.setState({ on: checked })}
          />
        </SettingRow>
        <SettingRow name={t('settings.reminders.time')}>
          <input
            type="time"
            aria-label={t('settings.reminders.time')}
            value={time}
            disabled={!on}
            required
            onChange={({ target }) => {
              if (target.value !== '') useReminders.setState({ time: target.value });
            }}
            className="tabular h-7 rounded-control border border-edge bg-surface px-2 fades not-disabled:hover:border-control focus-visible:outline-offset-0 disabled:text-secondary"
          />
        </SettingRow>
      </div>
    </Section>
  );
}
