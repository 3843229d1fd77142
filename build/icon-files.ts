// The two containers that Windows and macOS want their icon in. Both take PNGs as they are, one for each size.

export type Picture = { size: number; png: Buffer };

/** macOS' four letters for a PNG of so many pixels; twice a size is the same picture for a dense screen. */
const ICNS_TYPES: Readonly<Record<number, readonly string[]>> = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** Windows' container. Pictures are square, of at most 256 pixels. */
export function icoOf(pictures: readonly Picture[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 256 does not fit into its byte, and is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** The width in pixels of each picture of a Windows icon. */
export function sizesInIco(ico: Buffer): number[] {
  const count = ico.readUInt16LE(4);
  return Array.from({ length: count }, (_, index) =>
    pngWidth(ico.subarray(ico.readUInt32LE(6 + 16 * index + 12))),
  );
}

/** macOS' container. Pictures are square, of a size that macOS knows. */
export function icnsOf(pictures: readonly Picture[]): Buffer {
  const entries = pictures.flatMap(({ size, png }) =>
    (ICNS_TYPES[size] ?? []).map((type) => block(type, png)),
  );
  return block('icns', Buffer.concat(entries));
}

/** The width in pixels of each picture of a macOS icon, by its type. */
export function sizesInIcns(icns: Buffer): Record<string, number> {
  const sizes: Record<string, number> = {};
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
    sizes[icns.toString('latin1', at, at + 4)] = pngWidth(icns.subarray(at + 8));
  return sizes;
}

function block(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
}

export function pngWidth(png: Buffer): number {
  if (png.toString('latin1', 1, 4) !== 'PNG') throw new Error('This picture is no PNG.');
  return png.readUInt32BE(16);
}
