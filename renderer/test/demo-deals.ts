// Deals as a rep of a small software house has them: names short and long, one or no value, several currencies.
type DemoDeal = [
  title: string,
  value: number | null,
  currency: string,
  days: number | null,
  company: string | null,
  owner: string | null,
];

const ALEX = 'Alex Keller';
const MARA = 'Mara Lindqvist';
const JONAS = 'Jonas Weber';

export const DEMO_STAGES: {
  name: string;
  type: 'open' | 'won' | 'lost';
  probability: number | null;
  deals: DemoDeal[];
}[] = [
  {
    name: 'Lead',
    type: 'open',
    probability: 10,
    deals: [
      ['Nordwind ERP', 24_000, 'EUR', 21, 'Nordwind Logistik', ALEX],
      [
        'Field service tablets for the northern depots and workshops',
        61_500,
        'EUR',
        45,
        'Hanse Energie',
        MARA,
      ],
      ['Support renewal 2027', 7_800, 'EUR', 60, 'Brückner & Söhne', ALEX],
      ['Warehouse scanning pilot', 12_400, 'EUR', 12, 'Fjordline Freight', MARA],
      ['Data room for the audit', 4_950.5, 'EUR', 3, 'Kanzlei Ohlsen', ALEX],
      ['Self-service portal', 18_000, 'GBP', 33, 'Pemberton Rail', JONAS],
      ['Training days, autumn', 3_200, 'EUR', null, 'Stadtwerke Lübeck', MARA],
      ['Dispatch board', null, 'EUR', 70, 'Elbe Shuttle', ALEX],
      [
        'Migration from the old mainframe to a hosted platform',
        142_000,
        'EUR',
        120,
        'Reederei Paulsen',
        MARA,
      ],
      ['Price list import', 2_100, 'EUR', -4, 'Tischlerei Vogt', null],
      ['Telematics add-on', 9_600, 'USD', 28, 'Great Lakes Haulage', JONAS],
      ['Intranet relaunch', 15_750, 'EUR', 90, null, ALEX],
    ],
  },
  {
    name: 'Qualified',
    type: 'open',
    probability: 25,
    deals: [
      ['Route planning for 40 vans', 38_400, 'EUR', 9, 'Bäckerei Thomsen', MARA],
      ['Customer portal, phase two', 27_900, 'EUR', 17, 'Solarhaus Nord', ALEX],
      ['ERP for a family business', 54_000, 'EUR', 40, 'Möbelwerk Claasen', ALEX],
      ['Cold chain monitoring', 33_250, 'USD', 25, 'Pacific Greens', JONAS],
      ['Stock count app', 8_900, 'EUR', 1, 'Weinhandel Sievers', MARA],
      ['Consolidation of three ledgers after the merger', 76_000, 'EUR', 64, 'Alsterbau Gruppe', ALEX],
      ['Onboarding package', 5_400, 'EUR', 6, 'Praxis am Hafen', MARA],
      ['Reporting workshop', 2_800, 'EUR', -1, 'Stiftung Küstenschutz', ALEX],
    ],
  },
  {
    name: 'Proposal',
    type: 'open',
    probability: 50,
    deals: [
      ['Fleet management', 88_000, 'EUR', 14, 'Hafenlogistik Kiel', ALEX],
      ['Document archive', 19_500, 'EUR', 4, 'Notariat Behrens', MARA],
      ['Spare parts shop', 46_300, 'EUR', 30, 'Landtechnik Petersen', MARA],
      ['Support desk, two years', 28_800, 'GBP', 22, 'Whitby Marine', JONAS],
      ['Production planning', 120_000, 'EUR', 55, 'Stahlbau Jensen', ALEX],
      ['Booking engine for the ferries', 64_000, 'EUR', 0, 'Inselreederei', MARA],
    ],
  },
  {
    name: 'Negotiation',
    type: 'open',
    probability: 75,
    deals: [
      ['Group licence, all subsidiaries', 210_000, 'EUR', 10, 'Nordmilch Holding', ALEX],
      ['Timesheets for field crews', 22_600, 'EUR', 2, 'Dachwerk Hamburg', MARA],
      ['Analytics package', 31_000, 'USD', 18, 'Lakeshore Foods', JONAS],
      ['Second site rollout', 57_200, 'EUR', 8, 'Papierfabrik Lauen', ALEX],
      ['Hosting, three years', 43_200, 'EUR', -9, 'Klinik am See', MARA],
    ],
  },
  {
    name: 'Won',
    type: 'won',
    probability: 100,
    deals: [
      ['Point of sale, 12 shops', 36_000, 'EUR', -3, 'Blumen Hinrichs', MARA],
      ['Order entry', 21_400, 'EUR', -12, 'Fischmarkt Nord', ALEX],
      ['Payroll interface', 6_300, 'EUR', -20, 'Elbe Shuttle', MARA],
      ['Maintenance contract', 14_400, 'EUR', -33, 'Windpark Dithmarschen', ALEX],
      ['Inventory for the museum depot', 9_900, 'EUR', -41, 'Museum der Arbeit', MARA],
      ['Licence extension', 17_500, 'USD', -50, 'Great Lakes Haulage', JONAS],
      ['Barcode printers', 4_250, 'EUR', -64, 'Weinhandel Sievers', ALEX],
    ],
  },
  {
    name: 'Lost',
    type: 'lost',
    probability: 0,
    deals: [
      ['Ticketing system', 12_000, 'EUR', -15, 'Stadtwerke Lübeck', ALEX],
      ['Website with shop', 8_700, 'EUR', -28, 'Teekontor Wilken', MARA],
      ['Telephony replacement', 26_500, 'GBP', -37, 'Pemberton Rail', JONAS],
      ['Project controlling', 34_000, 'EUR', -52, 'Alsterbau Gruppe', ALEX],
      ['Visitor management', 3_900, 'EUR', -70, 'Klinik am See', MARA],
      ['Time tracking', 5_600, 'EUR', -85, 'Tischlerei Vogt', ALEX],
    ],
  },
];
