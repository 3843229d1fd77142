/** Loopback is for the local stack; a hosted project answers over https and wss. */
const CONNECT = 'https: wss: http://127.0.0.1:* ws://127.0.0.1:* http://localhost:* ws://localhost:*';

const CSP = {
  'default-src': "'none'",
  'script-src': "'self'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' data: blob:",
  'connect-src': `'self' ${CONNECT}`,
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
};

/** What Chromium would give a page after asking nobody, or only after a click. None of it is needed here. */
const NO_DEVICES = [
  'bluetooth',
  'camera',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'hid',
  'idle-detection',
  'local-fonts',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/** What every answer of app://outpost carries, errors too. */
export const SECURITY_HEADERS = {
  'content-security-policy': Object.entries(CSP)
    .map((directive) => directive.join(' '))
    .join('; '),
  'permissions-policy': NO_DEVICES.map((name) => `${name}=()`).join(', '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
} as const;
