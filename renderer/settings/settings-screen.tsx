import type { ComponentType } from 'react';
import {
  CircleUser,
  Columns3,
  HardDrive,
  Info,
  Keyboard,
  LockKeyhole,
  ListPlus,
  Palette,
  ShieldCheck,
  Building2,
  Tags,
  Users,
  UsersRound,
} from 'lucide-react';
import type { Replica } from '../../sync/index.ts';
import type { ScreenProps } from '../navigation/screen-props.ts';
import { go } from '../navigation/screen.ts';
import { classNames } from '../ui/class-names.ts';
import { useOncePainted } from '../ui/painted.ts';
import { TopBar } from '../ui/top-bar.tsx';
import { t } from '../words/t.ts';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { FieldsSection } from './fields-section.tsx';
import { LockSection } from './lock-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { RolesSection } from './roles-section.tsx';
import { ShortcutsSection } from './shortcuts-section.tsx';
import { StagesSection } from './stages-section.tsx';
import { StorageSection } from './storage-section.tsx';
import { TagsSection } from './tags-section.tsx';
import { TeamsSection } from './teams-section.tsx';
import { UpdatesSection } from './updates-section.tsx';
import { WorkspaceSection } from './workspace-section.tsx';

function AboutAndUpdates({ replica }: { replica: Replica }) {
  return (
    <>
      <AboutSection replica={replica} />
      <UpdatesSection />
    </>
  );
}

type SectionOf = { icon: typeof Info; component: ComponentType<{ replica: Replica }> };

const OWN = {
  profile: { icon: CircleUser, component: ProfileSection },
  appearance: { icon: Palette, component: AppearanceSection },
  shortcuts: { icon: Keyboard, component: ShortcutsSection },
  storage: { icon: HardDrive, component: StorageSection },
  lock: { icon: LockKeyhole, component: LockSection },
} as const satisfies Record<string, SectionOf>;

const SHARED = {
  workspace: { icon: Building2, component: WorkspaceSection },
  people: { icon: Users, component: PeopleSection },
  teams: { icon: UsersRound, component: TeamsSection },
  roles: { icon: ShieldCheck, component: RolesSection },
  fields: { icon: ListPlus, component: FieldsSection },
  stages: { icon: Columns3, component: StagesSection },
  tags: { icon: Tags, component: TagsSection },
} as const satisfies Record<string, SectionOf>;

const ABOUT = { about: { icon: Info, component: AboutAndUpdates } } as const satisfies Record<
  string,
  SectionOf
>;

const SECTIONS = { ...OWN, ...SHARED, ...ABOUT };
type SectionName = keyof typeof SECTIONS;
const namesIn = (sections: Partial<Record<SectionName, SectionOf>>) => Object.keys(sections) as SectionName[];
const isSection = (id: string | null): id is SectionName => id !== null && Object.hasOwn(SECTIONS, id);

/** `id` is the section; the first where there is none of that name. */
export function SettingsScreen({ replica, id, onPainted }: ScreenProps) {
  useOncePainted(true, onPainted);
  const shown = isSection(id) ? id : 'profile';
  const Shown = SECTIONS[shown].component;
  const groups = [
    { name: t('settings.groups.own'), sections: namesIn(OWN) },
    {
      name: t('settings.groups.shared', { workspace: replica.place.workspace_name }),
      sections: namesIn(SHARED),
    },
    { name: null, sections: namesIn(ABOUT) },
  ];
  return (
    <>
      <TopBar name={t('settings.title')} />
      <div className="flex min-h-0 grow">
        <nav
          aria-label={t('settings.title')}
          className="w-52 shrink-0 overflow-y-auto border-e border-hairline p-2"
        >
          {groups.map(({ name, sections }) => (
            <div key={name} className="mb-3">
              {name !== null && (
                <h2 className="truncate px-2 pt-2 pb-1 text-label font-medium text-secondary">{name}</h2>
              )}
              <ul className="flex flex-col gap-px">
                {sections.map((section) => (
                  <li key={section}>
                    <SectionLink section={section} current={section === shown} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        <div className="min-w-0 grow overflow-y-auto">
          <div className="mx-auto flex max-w-180 flex-col gap-8 px-8 py-6">
            <Shown key={shown} replica={replica} />
          </div>
        </div>
      </div>
    </>
  );
}

function SectionLink({ section, current }: { section: SectionName; current: boolean }) {
  const Icon = SECTIONS[section].icon;
  return (
    <button
      type="button"
      aria-current={current ? 'page' : undefined}
      onClick={() => go('settings', section)}
      className={classNames(
        'flex h-7 w-full items-center gap-2 rounded-control px-2 text-start fades',
        current ? 'bg-selected text-text' : 'text-secondary hover:bg-hover hover:text-text',
      )}
    >
      <Icon aria-hidden className={classNames('size-4 shrink-0', current && 'text-accent')} />
      <span className="truncate">{t(`settings.sections.${section}`)}</span>
    </button>
  );
}
