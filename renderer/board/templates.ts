import type { MutationInput, RecordType } from '../../sync/index.ts';
import type { boards as english } from '../words/en/boards.ts';
import { t } from '../words/t.ts';

export type Template = { name: string; stages: MutationInput<'create_board'>['stages'] };

const stage = (name: Parameters<typeof nameOf>[0], probability?: number) => ({
  name: nameOf(name),
  ...(probability === undefined ? {} : { probability }),
});
const nameOf = (name: keyof typeof english.templates.stages): string => t(`boards.templates.stages.${name}`);
const CLOSED = () => [
  { name: t('board.won'), stage_type: 'won' as const },
  { name: t('board.lost'), stage_type: 'lost' as const },
];

/** Stages to begin a board with, in the person's language. */
export function templatesFor(record_type: RecordType): readonly Template[] {
  const short: Template = {
    name: t('boards.templates.short'),
    stages: [stage('to_do'), stage('doing'), stage('done')],
  };
  switch (record_type) {
    case 'deal':
      return [
        {
          name: t('boards.templates.sales'),
          stages: [
            stage('lead', 10),
            stage('qualified', 25),
            stage('proposal', 50),
            stage('negotiation', 75),
            ...CLOSED(),
          ],
        },
        {
          name: t('boards.templates.renewals'),
          stages: [stage('coming_up', 60), stage('contacted', 75), stage('agreed', 90), ...CLOSED()],
        },
        short,
      ];
    case 'contact':
      return [
        {
          name: t('boards.templates.outreach'),
          stages: [stage('new'), stage('contacted'), stage('talking'), stage('customer')],
        },
        short,
      ];
    case 'company':
      return [
        {
          name: t('boards.templates.partners'),
          stages: [stage('candidate'), stage('talking'), stage('active'), stage('paused')],
        },
        short,
      ];
  }
}
