// The rows of a made-up workspace: a pure function of seed, workspace and size, so that every load can be repeated.
// Names are of people and companies as they are written where they live.
import { createHash } from 'node:crypto';
import { v5 } from 'uuid';

export type Table = 'companies' | 'contacts' | 'deals' | 'board_cards' | 'timeline_entries' | 'tasks';
export type Row = Record<string, string | number | string[] | Record<string, string> | null>;
export type Counts = Record<Table, number>;
export type Plan = { workspace: string; seed: number; counts: Counts; owners: string[] };

/** The pipeline; `share` of the deals stand there. */
export const STAGES = [
  { name: 'Lead', stage_type: 'open', probability: 10, share: 0.3 },
  { name: 'Qualified', stage_type: 'open', probability: 25, share: 0.2 },
  { name: 'Proposal', stage_type: 'open', probability: 50, share: 0.15 },
  { name: 'Negotiation', stage_type: 'open', probability: 75, share: 0.1 },
  { name: 'Won', stage_type: 'won', probability: 100, share: 0.15 },
  { name: 'Lost', stage_type: 'lost', probability: 0, share: 0.1 },
] as const;

const KINDS = [
  'companies',
  'contacts',
  'deals',
  'board_cards',
  'timeline_entries',
  'tasks',
  'boards',
  'board_stages',
];
const FIRST_DAY = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

type Region = {
  given: string[];
  family: string[];
  company: string[];
  form: string;
  currency: string;
  code: string;
};
const words = (text: string): string[] => text.split(' ');
const REGIONS: Region[] = [
  {
    given: words('Anna Jürgen Sabine Matthias Käthe Łukasz Zoë François Élodie Søren Åsa Núria'),
    family: words(
      'Müller Weiß Großmann Lindqvist Bjørnson Dąbrowski Kowalczyk Lefèvre Muñoz Ferreira Janssens Horvát',
    ),
    company: words(
      'Halberg Voss Nordlicht Brückner Fjordkraft Østergaard Moreau Castellón Novák Tatra Lisboa Ardennes',
    ),
    form: 'GmbH',
    currency: 'EUR',
    code: '+49',
  },
  {
    given: words('Olivia Noah Amelia Liam Priya Mateo Siobhán Keanu Aaliyah Dwayne Grace Nguyễn'),
    family: words(
      "O'Brien Smith-Jones Patel Okafor Hernández McAllister Nakamura Trần Washington Cohen Adeyemi Fitzgerald",
    ),
    company: words(
      'Kestrel Tidewater Lumen Granite Harborview Redwood Summit Bluebonnet Ironbridge Cascade Meridian Foxglove',
    ),
    form: 'Inc.',
    currency: 'USD',
    code: '+1',
  },
  {
    given: words('Олена Дмитро Анастасія Сергей Ирина Милош Јелена Георги Весна Тарас Любов Никола'),
    family: words(
      'Шевченко Кузнецова Петровић Иванов Бондаренко Ђорђевић Димитров Ковальчук Соколов Мельник Јовановић Петров',
    ),
    company: words('Дніпро Каштан Север Балкан Зоря Вітер Ладога Орион Карпати Сокіл Меркурій Рила'),
    form: 'ТОВ',
    currency: 'UAH',
    code: '+380',
  },
  {
    given: words('Ελένη Γιώργος Μαρία Νίκος Σοφία Κωνσταντίνος Αθηνά Δημήτρης Ιωάννα Θανάσης Χρύσα Πέτρος'),
    family: words(
      'Παπαδόπουλος Νικολάου Οικονόμου Γεωργίου Αντωνίου Βασιλείου Δημητρίου Καραγιάννης Μακρής Αγγελίδης Σταύρου Ζαχαρίου',
    ),
    company: words('Αιγαίο Όλυμπος Ποσειδών Κρήτη Ήλιος Δελφοί Θάλασσα Άτλας Πήγασος Ιόνιο Ακρόπολη Ερμής'),
    form: 'Α.Ε.',
    currency: 'EUR',
    code: '+30',
  },
  {
    given: words('فاطمة محمد ليلى عمر نور يوسف مريم خالد سارة حسن هدى طارق'),
    family: words('الحسيني العلي المصري الخطيب النجار القحطاني الشامي البغدادي الزهراني حداد المغربي الكردي'),
    company: words('النخيل الواحة الصقر الميناء الأفق الياسمين الخليج النيل الأرز الفجر السلام المنارة'),
    form: 'ش.م.م',
    currency: 'AED',
    code: '+971',
  },
  {
    given: words('נועה יוסף תמר דוד שירה אריאל מיכל איתן רחל אבי ליאור יעל'),
    family: words('כהן לוי מזרחי פרץ ביטון דהן אברהם פרידמן שפירא אזולאי מלכה גולן'),
    company: words('כרמל גליל ארבל נגב תבור חרמון ירדן שרון אילון ערבה גלבוע רימון'),
    form: 'בע״מ',
    currency: 'ILS',
    code: '+972',
  },
  {
    given: words('翔太 さくら 健一 美咲 大輔 陽子 蓮 葵 拓也 直美 悠真 結衣'),
    family: words('佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村 小林 加藤 吉田 山田'),
    company: words('東和 富士見 さくら商事 北斗 青葉 大和 日向 みなと 雪村 千代田 桜木 松風'),
    form: '株式会社',
    currency: 'JPY',
    code: '+81',
  },
  {
    given: words('伟 芳 娜 敏 静 强 磊 洋 艳 勇 杰 秀英'),
    family: words('王 李 张 刘 陈 杨 黄 赵 吴 周 徐 欧阳'),
    company: words('长江 华兴 龙腾 金鹏 东方 盛世 海天 瑞丰 恒通 天元 明珠 博远'),
    form: '有限公司',
    currency: 'CNY',
    code: '+86',
  },
  {
    given: words('민준 서연 도윤 지우 하은 주원 수빈 지호 예린 현우 유진 태현'),
    family: words('김 이 박 최 정 강 조 윤 장 임 한 남궁'),
    company: words('한빛 대한 서울 미래 새벽 동해 백두 청솔 가온 누리 한강 제일'),
    form: '주식회사',
    currency: 'KRW',
    code: '+82',
  },
  {
    given: words('आरव दीया विवान अनन्या अर्जुन प्रिया रोहन मीरा कबीर नेहा ईशान सुनीता'),
    family: words('शर्मा वर्मा गुप्ता पटेल सिंह जोशी मेहता नायर रेड्डी चौधरी मिश्रा देशपांडे'),
    company: words('गंगा हिमालय सूर्या आकाश सागर मौर्य तारा विंध्य कावेरी अशोक नीलगिरि प्रगति'),
    form: 'प्रा. लि.',
    currency: 'INR',
    code: '+91',
  },
];
const FAMILY_FIRST = new Set(['JPY', 'CNY', 'KRW']);
const TITLES = [
  'CEO',
  'CFO',
  'Head of Purchasing',
  'Plant Manager',
  'IT Lead',
  'Office Manager',
  'Engineer',
  null,
];
const INDUSTRIES = [
  'Manufacturing',
  'Logistics',
  'Retail',
  'Energy',
  'Insurance',
  'Software',
  'Health',
  null,
];
const SIZES = ['1-10', '11-50', '51-200', '201-1,000', '1,001-5,000', 'over 5,000', null];
const TAGS = ['vip', 'newsletter', 'trade fair', 'partner', 'référence', 'kunde', '重要', 'renewal'];
const GOODS = [
  'licences',
  'rollout',
  'renewal',
  'pilot',
  'support contract',
  'training',
  'migration',
  'expansion',
];
const NOTES = [
  'Called back, wants an offer by Friday.',
  'Budget is settled; the board decides next month.',
  'Asked for a reference in the same industry.',
  'Überlegt noch, meldet sich nach der Messe.',
  'A demande une remise de 10 %.',
  '見積書を送付しました。',
];
const TODOS = ['Send the offer', 'Call again', 'Book a meeting', 'Prepare the demo', 'Check the contract'];

/** How many rows of each table; together `rows`. */
export function countsOf(rows: number): Counts {
  const share = (part: number): number => Math.floor(rows * part);
  const [companies, deals, timeline_entries, tasks] = [share(0.12), share(0.18), share(0.1), share(0.04)];
  const contacts = rows - companies - 2 * deals - timeline_entries - tasks;
  return { companies, contacts, deals, board_cards: deals, timeline_entries, tasks };
}

/** A UUID in the form of a version 7 one: ascending, the same for the same plan. */
export function idOf(
  { workspace, seed }: Pick<Plan, 'workspace' | 'seed'>,
  kind: string,
  index: number,
): string {
  const time = (FIRST_DAY + index * 1000).toString(16).padStart(12, '0');
  const key = createHash('sha1').update(`${workspace} ${seed} ${kind}`).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${key.slice(0, 3)}-8${key.slice(3, 6)}-${key.slice(6, 18)}`;
}

/** The rows of a table in the order of their ids. */
export function* rowsOf(plan: Plan, table: Table): Generator<Row> {
  const { counts } = plan;
  // The part of an id that is the same for all rows of a kind is hashed once.
  const tails = new Map(KINDS.map((kind) => [kind, idOf(plan, kind, 0).slice(13)]));
  const id = (kind: string, index: number): string => {
    const time = (FIRST_DAY + index * 1000).toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}${tails.get(kind) ?? ''}`;
  };
  const { workspace: workspace_id, owners } = plan;
  const board_id = id('boards', 0);
  const positions = STAGES.map(() => 0);
  for (let index = 0; index < counts[table]; index += 1) {
    const random = randomOf(plan.seed, KINDS.indexOf(table), index);
    const owner = owners.length > 0 && random() < 0.9 ? pick(random, owners) : null;
    const companyAt = Math.floor(random() * counts.companies);
    const contactAt = Math.floor(random() * counts.contacts);
    const company_id = counts.companies > 0 ? id('companies', companyAt) : null;
    const contact_id = counts.contacts > 0 ? id('contacts', contactAt) : null;
    const own = { id: id(table, index), workspace_id };
    const about = { record_type: 'contact', record_id: contact_id };
    switch (table) {
      case 'companies':
        yield {
          ...own,
          name: companyName(plan, index),
          domain: domainOf(plan, index),
          industry: pick(random, INDUSTRIES),
          size: pick(random, SIZES),
          // Among earlier rows, so that a parent is there before its child.
          parent_id: index > 0 && random() < 0.05 ? id(table, Math.floor(random() * index)) : null,
          owner_id: owner,
          created_by: owners[0] ?? null,
        };
        break;
      case 'contacts': {
        const at = random() < 0.95 && counts.companies > 0 ? companyAt : null;
        const { given, family, currency, code } = regionOf(plan, at ?? index);
        const [first, last] = [pick(random, given), pick(random, family)];
        yield {
          ...own,
          name: FAMILY_FIRST.has(currency) ? `${last} ${first}` : `${first} ${last}`,
          email:
            random() < 0.9
              ? `contact.${index + 1}@${at === null ? 'mail.example' : domainOf(plan, at)}`
              : null,
          phone:
            random() < 0.7
              ? `${code} ${100 + Math.floor(random() * 900)} ${1_000_000 + Math.floor(random() * 9e6)}`
              : null,
          title: pick(random, TITLES),
          company_id: at === null ? null : company_id,
          owner_id: owner,
          tags: TAGS.filter(() => random() < 0.12),
          created_by: owners[0] ?? null,
        };
        break;
      }
      case 'deals': {
        const stage = stageOf(plan.seed, index);
        const closed = stage > 3;
        yield {
          ...own,
          name: `${companyName(plan, companyAt)}: ${pick(random, GOODS)}`,
          // Many small deals, few large ones.
          value_cents: random() < 0.95 ? Math.round(Math.exp(6 + random() * 7)) * 10_000 : null,
          currency: regionOf(plan, companyAt).currency,
          stage_id: id('board_stages', stage),
          close_date: dayOf((closed ? -1 : 1) * Math.floor(random() * 180)),
          probability: closed || random() < 0.6 ? null : Math.floor(random() * 20) * 5,
          primary_contact_id: contact_id,
          company_id,
          owner_id: owner,
          created_by: owners[0] ?? null,
        };
        break;
      }
      case 'board_cards': {
        const stage = stageOf(plan.seed, index);
        const record_id = id('deals', index);
        const position = ((positions[stage] ?? 0) + 1) * 1024;
        positions[stage] = position / 1024;
        yield {
          id: v5(record_id, board_id),
          workspace_id,
          board_id,
          stage_id: id('board_stages', stage),
          record_type: 'deal',
          record_id,
          position,
          rank: rankOf(index),
        };
        break;
      }
      case 'timeline_entries':
        yield {
          ...own,
          ...about,
          entry_type: pick(random, ['note', 'note', 'call', 'email', 'meeting']),
          author_id: owner,
          body: pick(random, NOTES),
          happened_at: new Date(FIRST_DAY + Math.floor(random() * 180) * DAY_MS + index * 1000).toISOString(),
        };
        break;
      case 'tasks':
        yield {
          ...own,
          ...about,
          title: pick(random, TODOS),
          assigned_to: owner,
          due_date: dayOf(Math.floor(random() * 60)),
          status: pick(random, ['open', 'open', 'in_progress', 'done']),
        };
    }
  }
}

/** Ascending keys of one length, as those of fractional-indexing-jittered. */
function rankOf(index: number): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  let rank = '';
  for (let rest = index, place = 0; place < 4; place += 1) {
    rank = (digits[rest % 62] ?? '0') + rank;
    rest = Math.floor(rest / 62);
  }
  return `d${rank}`;
}

function stageOf(seed: number, deal: number): number {
  let left = randomOf(seed, KINDS.indexOf('board_stages'), deal)();
  const at = STAGES.findIndex(({ share }) => (left -= share) < 0);
  return at === -1 ? 0 : at;
}

function regionOf({ seed }: Plan, company: number): Region {
  return pick(randomOf(seed, KINDS.length, company), REGIONS);
}

function companyName(plan: Plan, company: number): string {
  const { company: names, family, form } = regionOf(plan, company);
  const random = randomOf(plan.seed, KINDS.length + 1, company);
  return `${pick(random, names)} ${random() < 0.5 ? `${pick(random, family)} ` : ''}${form}`;
}

function domainOf({ seed }: Plan, company: number): string {
  return `company-${company + 1}-${seed}.example`;
}

function dayOf(days: number): string {
  return new Date(FIRST_DAY + (180 + days) * DAY_MS).toISOString().slice(0, 10);
}

function pick<Item>(random: () => number, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('there is nothing to pick from');
  return item;
}

/** Numbers from 0 to 1 of their own for each row (mulberry32). */
function randomOf(seed: number, kind: number, index: number): () => number {
  let state =
    (Math.imul(seed, 0x9e3779b1) ^ Math.imul(kind + 1, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
