// What a release is signed with on each system: only from its environment. Without it there is no release, instead of
// one without a signature; electron-builder alone would leave out the notarization and say so in a line of its log.

type Environment = Readonly<Partial<Record<string, string>>>;

const AZURE = [
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_SIGNING_ENDPOINT',
  'AZURE_SIGNING_ACCOUNT',
  'AZURE_SIGNING_PROFILE',
  'AZURE_SIGNING_PUBLISHER',
];
/** By system, the ways to sign; of one of them every variable has to be set. */
const WAYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  win32: [AZURE, ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD']],
  darwin: [['CSC_LINK', 'CSC_KEY_PASSWORD', 'APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER']],
  linux: [['OUTPOST_SIGNING_KEY', 'OUTPOST_FEED_KEY']],
};

const isSet = (environment: Environment, name: string): boolean => (environment[name] ?? '') !== '';

/** null when the environment holds all that one way to sign takes; otherwise what is missing, as a sentence. */
export function missingToSign(platform: string, environment: Environment): string | null {
  const ways = WAYS[platform] ?? [];
  const lacks = ways.map((names) => names.filter((name) => !isSet(environment, name)));
  if (lacks.some((names) => names.length === 0)) return null;
  return `A release is signed, and for that is not set: ${lacks.map((names) => names.join(', ')).join('; or ')}.`;
}

/** Azure Trusted Signing as electron-builder takes it; undefined: signing goes another way. */
export function azureSigning(environment: Environment) {
  const { AZURE_SIGNING_ENDPOINT, AZURE_SIGNING_ACCOUNT, AZURE_SIGNING_PROFILE, AZURE_SIGNING_PUBLISHER } =
    environment;
  if (!AZURE_SIGNING_ENDPOINT || !AZURE_SIGNING_ACCOUNT || !AZURE_SIGNING_PROFILE || !AZURE_SIGNING_PUBLISHER)
    return undefined;
  return {
    endpoint: AZURE_SIGNING_ENDPOINT,
    codeSigningAccountName: AZURE_SIGNING_ACCOUNT,
    certificateProfileName: AZURE_SIGNING_PROFILE,
    publisherName: AZURE_SIGNING_PUBLISHER,
  };
}
