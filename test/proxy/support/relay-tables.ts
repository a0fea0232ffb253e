/** What no relay may fetch, and what a saved file is called: the same in every proxy. */

/** Addresses that are not below a storage host, however they look. */
export const elsewhere = [
  'http://0123456789abcdef.r2.cloudflarestorage.com/a.jpg',
  'https://r2.cloudflarestorage.com/a.jpg',
  'https://evilr2.cloudflarestorage.com/a.jpg',
  'https://x.r2.cloudflarestorage.com.evil.example/a.jpg',
  'https://x.r2.cloudflarestorage.com./a.jpg',
  'https://evil.example/.r2.cloudflarestorage.com',
  'https://evil.example/?x=.r2.cloudflarestorage.com',
  'https://evil.example#.r2.cloudflarestorage.com',
  'https://x.r2.cloudflarestorage.com@evil.example/a.jpg',
  'https://me:pw@x.r2.cloudflarestorage.com/a.jpg',
  'https://x.r2.cloudflarestorage.com:8443/a.jpg',
  'https://evil.example\\.r2.cloudflarestorage.com/',
  'http://127.0.0.1/a.jpg',
  'http://localhost:8787/a.jpg',
  'http://[::1]/a.jpg',
  'http://169.254.169.254/latest/meta-data',
  'https://0x7f000001/a.jpg',
  'ftp://x.r2.cloudflarestorage.com/a.jpg',
  'file:///etc/passwd',
  'data:image/jpeg;base64,AA==',
  '//x.r2.cloudflarestorage.com/a.jpg',
  '/a.jpg',
  '',
  `https://x.r2.cloudflarestorage.com/${'a'.repeat(4096)}`,
];

/** The name that 9Pic gives, the media type of storage, the name in ASCII, and the whole one where it differs. */
const rows: [given: unknown, type: string, fallback: string, whole?: string][] = [
  ['a.jpg', 'image/jpeg', 'a.jpg'],
  ['a.JPEG', 'image/jpeg', 'a.JPEG'],
  ['a.jpg', 'image/png', 'a.png'],
  ['a.exe', 'image/jpeg', 'a.exe.jpg'],
  ['a.exe', 'application/octet-stream', 'a.exe.jpg'],
  ['a.mp4', 'application/octet-stream', 'a.mp4'],
  ['../../etc/passwd', 'image/jpeg', 'passwd.jpg'],
  ['..\\..\\w.jpg', 'image/jpeg', 'w.jpg'],
  ['C:\\photos\\x.jpg', 'image/jpeg', 'x.jpg'],
  ['C:x.jpg', 'image/jpeg', 'C_x.jpg'],
  ['CON.jpg', 'image/jpeg', '_CON.jpg'],
  ['lpt1', 'image/jpeg', '_lpt1.jpg'],
  ['.htaccess', 'image/jpeg', 'htaccess.jpg'],
  ['', 'image/jpeg', 'photo.jpg'],
  ['...', 'image/jpeg', 'photo.jpg'],
  [undefined, 'image/jpeg', 'photo.jpg'],
  [7, 'image/jpeg', 'photo.jpg'],
  ['a"; filename="evil.html.jpg', 'image/jpeg', 'a_; filename=_evil.html.jpg'],
  ['a\r\nSet-Cookie: x=1.jpg', 'image/jpeg', 'aSet-Cookie_ x=1.jpg'],
  ['\u202egpj.exe', 'image/jpeg', 'gpj.exe.jpg'],
  ['a\u2066b\u200f\ufeff\u0000.jpg', 'image/jpeg', 'ab.jpg'],
  ['50%41.jpg', 'image/jpeg', '50_41.jpg', '50%2541.jpg'],
  ["it's (1)*.jpg", 'image/jpeg', "it's (1)_.jpg", 'it%27s%20%281%29_.jpg'],
  ['Z\u00fcrich.jpg', 'image/jpeg', 'Z_rich.jpg', 'Z%C3%BCrich.jpg'],
  ['\u0926\u094c\u0921.jpg', 'image/jpeg', '___.jpg', '%E0%A4%A6%E0%A5%8C%E0%A4%A1.jpg'],
  ['\u{1f3c3}.jpg', 'image/jpeg', '_.jpg', '%F0%9F%8F%83.jpg'],
  ['\ud800.jpg', 'image/jpeg', 'photo.jpg'],
  ['x'.repeat(300), 'image/jpeg', `${'x'.repeat(116)}.jpg`],
];

/** The name that 9Pic gives, the media type of storage, and the header that comes of it. */
export const names = rows.map(([given, type, fallback, whole = encodeURIComponent(fallback)]) => {
  const escaped = whole.replace("'", '%27').replace('(', '%28').replace(')', '%29');
  return [given, type, `attachment; filename="${fallback}"; filename*=UTF-8''${escaped}`] as const;
});
