// The public keys that may sign the feed of a release, each the base64 of its SPKI in DER. `npm run feed:key` makes a key
// and writes its public part here; the private part is the publisher's and is never in the project. Two stand here while
// one takes the place of the other. Where there is none a build does not update itself, and cannot be released.
export const RELEASE_KEYS: readonly string[] = [];
