import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

/** Writes `FILE.br` and `FILE.gz`, as small as these formats get. */
export async function precompress(file) {
  const content = await readFile(file);
  const brotli = await promisify(zlib.brotliCompress)(content, {
    params: {
      [zlib.constants.BROTLI_PARAM_QUALITY]: zlib.constants.BROTLI_MAX_QUALITY,
      [zlib.constants.BROTLI_PARAM_LGWIN]: zlib.constants.BROTLI_MAX_WINDOW_BITS,
      [zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  const gzip = await promisify(zlib.gzip)(content, { level: 9 });
  await Promise.all([writeFile(`${file}.br`, brotli), writeFile(`${file}.gz`, gzip)]);
  return { raw: content.length, gzip: gzip.length, brotli: brotli.length };
}
