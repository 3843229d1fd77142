// Which file answers an address of app://outpost. Nothing outside the given folder can be named, however it is spelt.
import path from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

export type Resource = { file: string; type: string };

/** The file and its MIME type; null for what must not or cannot exist: other hosts, paths that leave the folder, types we do not ship. */
export function resolveResource(folder: string, address: string): Resource | null {
  const segments = pathSegments(address);
  if (!segments) return null;
  const file = path.join(folder, ...(segments.length === 0 ? ['index.html'] : segments));
  const type = TYPES[path.extname(file)];
  return type !== undefined && file.startsWith(folder + path.sep) ? { file, type } : null;
}

function pathSegments(address: string): string[] | null {
  try {
    const decoded = decodeURIComponent(new URL(address).pathname);
    // The backslash and the colon separate on Windows; a dot at the front also covers `..`.
    if (/[\\:\0]/u.test(decoded)) return null;
    const segments = decoded.split('/').filter((segment) => segment !== '');
    return segments.some((segment) => segment.startsWith('.')) ? null : segments;
  } catch {
    return null;
  }
}
