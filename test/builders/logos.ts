/** The beginning of a PNG of this size, as a data URI: enough for whoever reads only the header. */
export function pngLogo(width: number, height: number, bytes = 33): string {
  const file = Buffer.alloc(bytes);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(file);
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  return `data:image/png;base64,${file.toString('base64')}`;
}

/** The beginning of a JPEG of this size: its start, a comment, and the start of the frame. */
export function jpegLogo(width: number, height: number): string {
  const comment = [0xff, 0xfe, 0x00, 0x04, 0x68, 0x69];
  const frame = [0xff, 0xc0, 0x00, 0x11, 0x08, height >> 8, height & 0xff, width >> 8, width & 0xff, 0x03];
  const file = Buffer.from([0xff, 0xd8, ...comment, ...frame]);
  return `data:image/jpeg;base64,${file.toString('base64')}`;
}

/** A whole picture, 160 by 40, that browsers show. */
export const realLogo =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAKAAAAAoCAAAAABcR65EAAAAQElEQVR42u3OMREAQAgEMRzg39VLwsD1/DDZeovUC3Vo6ytAQEBAQEBAQEBAwNPAnzDpAwQEBAQEBAQEBAQ8DRyl++QXq4vR4AAAAABJRU5ErkJggg==';
