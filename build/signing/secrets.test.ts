import { expect, test } from 'vitest';
import { azureSigning, missingToSign } from './secrets.ts';

const certificate = { WIN_CSC_LINK: 'certificate', WIN_CSC_KEY_PASSWORD: 'password' };
const azure = {
  ...{ AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's' },
  AZURE_SIGNING_ENDPOINT: 'https://weu.codesigning.azure.net',
  ...{
    AZURE_SIGNING_ACCOUNT: 'account',
    AZURE_SIGNING_PROFILE: 'profile',
    AZURE_SIGNING_PUBLISHER: 'Outpost',
  },
};

test('a release on Windows is signed by a certificate or by Azure, and by nothing less', () => {
  expect(missingToSign('win32', certificate)).toBeNull();
  expect(missingToSign('win32', azure)).toBeNull();
  expect(missingToSign('win32', { ...certificate, WIN_CSC_KEY_PASSWORD: '' })).toContain(
    '; or WIN_CSC_KEY_PASSWORD.',
  );
  expect(missingToSign('win32', { ...azure, AZURE_CLIENT_SECRET: '' })).toContain('AZURE_CLIENT_SECRET; or');
});

test('a release on macOS is notarized too', () => {
  const signing = { CSC_LINK: 'certificate', CSC_KEY_PASSWORD: 'password' };
  expect(missingToSign('darwin', signing)).toBe(
    'A release is signed, and for that is not set: APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER.',
  );
  const notarizing = { APPLE_API_KEY: 'file', APPLE_API_KEY_ID: 'id', APPLE_API_ISSUER: 'issuer' };
  expect(missingToSign('darwin', { ...signing, ...notarizing })).toBeNull();
});

test('a release on Linux has both its keys, and on another system there is none', () => {
  expect(missingToSign('linux', { OUTPOST_SIGNING_KEY: 'key' })).toContain('OUTPOST_FEED_KEY');
  expect(missingToSign('linux', { OUTPOST_SIGNING_KEY: 'key', OUTPOST_FEED_KEY: 'key' })).toBeNull();
  expect(missingToSign('freebsd', { ...azure, ...certificate })).not.toBeNull();
});

test('Azure is asked only where all of it is told', () => {
  expect(azureSigning(azure)).toMatchObject({ publisherName: 'Outpost', codeSigningAccountName: 'account' });
  expect(azureSigning({ ...azure, AZURE_SIGNING_PROFILE: '' })).toBeUndefined();
});
