// The currencies that an amount can be in, held against ICU's, which Node and the app's window carry.
import { afterAll, expect, test } from 'vitest';
import { connect } from './workspace-under-test.ts';

const sql = connect();
afterAll(() => sql.end());

const acceptedOf = async (codes: readonly string[]): Promise<string[]> =>
  (
    await sql<{ code: string }[]>`
      select code from unnest(${[...codes]}::text[]) as code where private.is_currency(code) order by code`
  ).map(({ code }) => code);

test('every currency that ICU knows as money is accepted', async () => {
  const money = Intl.supportedValuesOf('currency');
  expect(await acceptedOf(money)).toEqual([...money].sort());
});

test('every code that is accepted has a name', async () => {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  const accepted = await acceptedOf(
    letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c))),
  );
  const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });
  expect(accepted.filter((code) => names.of(code) === undefined)).toEqual([]);
  expect(accepted.length).toBeGreaterThan(150);
});

test('what is written otherwise is no currency', async () => {
  expect(await acceptedOf(['eur', 'EU', 'EURO', 'US$', '€', '', ' EUR', 'ABC'])).toEqual([]);
});
