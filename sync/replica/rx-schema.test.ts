import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FACT_SCHEMA, JOURNAL_SCHEMA, ROW_SCHEMAS } from './rx-schema.ts';

/**
 * Version and fingerprint of every schema that laptops hold. A line that fails means that replicas out there have another
 * form: raise the version of that collection in rx-schema.ts, write its migration and its test, then renew the line.
 */
const HELD = {
  catalog: '0 07bb76c1118e',
  companies: '0 7a0bf8af7be6',
  contacts: '0 6edd8a621b22',
  deals: '0 fc66842b22ea',
  board_cards: '0 0e32234b2893',
  mutations: '0 c9f2cc1e9fb6',
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
