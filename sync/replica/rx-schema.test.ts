import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FACT_SCHEMA, JOURNAL_SCHEMA, ROW_SCHEMAS } from './rx-schema.ts';

/**
 * Version and fingerprint of every schema that laptops hold. A line that fails means that replicas out there have another
 * form: raise the version of that collection in rx-schema.ts, write its migration and its test, then renew the line.
 */
const HELD = {
  catalog: '0 1aafc3ededf4',
  companies: '0 29a143a670b2',
  contacts: '0 f130b9040a31',
  board_cards: '0 a58ce0afc1ce',
  deals: '0 aac140ab9fec',
  deal_contacts: '0 d2501d2330f3',
  timeline_entries: '0 9ac6aa455388',
  tasks: '0 c0f9025a0ec7',
  mutations: '0 9c1531df70b0',
  facts: '0 4bfdfa2ef5a0',
};

const fingerprint = ({ version, ...schema }: { version: number }) =>
  `${version} ${createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 12)}`;

describe('the schemas that laptops hold', () => {
  it('have not changed without a new version', () => {
    const schemas = { ...ROW_SCHEMAS, mutations: JOURNAL_SCHEMA, facts: FACT_SCHEMA };
    const now = Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, fingerprint(schema)]),
    );
    expect(now).toEqual(HELD);
  });

  it('index only what is never null, and text of a known length', () => {
    for (const { indexes = [], properties } of Object.values(ROW_SCHEMAS))
      for (const column of indexes.flat()) {
        const property = (properties as Record<string, { type?: unknown; maxLength?: number } | undefined>)[
          column
        ];
        expect(property, column).toMatchObject({ type: 'string' });
        expect(property?.maxLength, column).toBeGreaterThan(0);
      }
  });

  it('fit with what else is opened into the 13 collections that RxDB allows', () => {
    expect(Object.keys(ROW_SCHEMAS).length + 2).toBeLessThanOrEqual(13);
  });
});
